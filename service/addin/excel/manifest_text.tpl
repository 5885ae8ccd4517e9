{{%AUTOESCAPE context="XML"}}<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xmlns:ov="http://schemas.microsoft.com/office/taskpaneappversionoverrides" xsi:type="TaskPaneApp">
  <Id>{{ID}}</Id>
  <Version>{{VERSION}}</Version>
  <ProviderName>STP returns</ProviderName>
  <DefaultLocale>en-GB</DefaultLocale>
  <DisplayName DefaultValue="STP returns"/>
  <Description DefaultValue="Calculation functions for STP returns; checks, fills and hands in the open workbook at {{HOST}}."/>
  <IconUrl DefaultValue="{{BASE}}/excel/icon-32.png"/>
  <HighResolutionIconUrl DefaultValue="{{BASE}}/excel/icon-64.png"/>
  <SupportUrl DefaultValue="{{BASE}}/excel"/>
  <AppDomains>
    <AppDomain>{{BASE}}</AppDomain>
  </AppDomains>
  <Hosts>
    <Host Name="Workbook"/>
  </Hosts>
  <Requirements>
    <Sets DefaultMinVersion="1.1">
      <Set Name="SharedRuntime" MinVersion="1.1"/>
    </Sets>
  </Requirements>
  <DefaultSettings>
    <SourceLocation DefaultValue="{{BASE}}/excel/task-pane.html"/>
  </DefaultSettings>
  <Permissions>ReadWriteDocument</Permissions>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides" xsi:type="VersionOverridesV1_0">
    <Hosts>
      <Host xsi:type="Workbook">
        <Runtimes>
          <Runtime resid="Pane.Url" lifetime="long"/>
        </Runtimes>
        <AllFormFactors>
          <ExtensionPoint xsi:type="CustomFunctions">
            <Script>
              <SourceLocation resid="Functions.Script.Url"/>
            </Script>
            <Page>
              <SourceLocation resid="Pane.Url"/>
            </Page>
            <Metadata>
              <SourceLocation resid="Functions.Metadata.Url"/>
            </Metadata>
            <Namespace resid="Functions.Namespace"/>
          </ExtensionPoint>
        </AllFormFactors>
        <DesktopFormFactor>
          <GetStarted>
            <Title resid="GetStarted.Title"/>
            <Description resid="GetStarted.Description"/>
            <LearnMoreUrl resid="LearnMore.Url"/>
          </GetStarted>
          <FunctionFile resid="Pane.Url"/>
          <ExtensionPoint xsi:type="PrimaryCommandSurface">
            <OfficeTab id="TabHome">
              <Group id="Stp.Group">
                <Label resid="Group.Label"/>
                <Icon>
                  <bt:Image size="16" resid="Icon.16"/>
                  <bt:Image size="32" resid="Icon.32"/>
                  <bt:Image size="80" resid="Icon.80"/>
                </Icon>
                <Control xsi:type="Button" id="Stp.Pane">
                  <Label resid="Pane.Label"/>
                  <Supertip>
                    <Title resid="Pane.Label"/>
                    <Description resid="Pane.Tooltip"/>
                  </Supertip>
                  <Icon>
                    <bt:Image size="16" resid="Icon.16"/>
                    <bt:Image size="32" resid="Icon.32"/>
                    <bt:Image size="80" resid="Icon.80"/>
                  </Icon>
                  <Action xsi:type="ShowTaskpane">
                    <TaskpaneId>Stp.Pane</TaskpaneId>
                    <SourceLocation resid="Pane.Url"/>
                  </Action>
                </Control>
              </Group>
            </OfficeTab>
          </ExtensionPoint>
        </DesktopFormFactor>
      </Host>
    </Hosts>
    <Resources>
      <bt:Images>
        <bt:Image id="Icon.16" DefaultValue="{{BASE}}/excel/icon-16.png"/>
        <bt:Image id="Icon.32" DefaultValue="{{BASE}}/excel/icon-32.png"/>
        <bt:Image id="Icon.80" DefaultValue="{{BASE}}/excel/icon-80.png"/>
      </bt:Images>
      <bt:Urls>
        <bt:Url id="Functions.Script.Url" DefaultValue="{{BASE}}/excel/scripts/pane.js"/>
        <bt:Url id="Functions.Metadata.Url" DefaultValue="{{BASE}}/excel/functions.json"/>
        <bt:Url id="Pane.Url" DefaultValue="{{BASE}}/excel/task-pane.html"/>
        <bt:Url id="LearnMore.Url" DefaultValue="{{BASE}}/excel"/>
      </bt:Urls>
      <bt:ShortStrings>
        <bt:String id="Functions.Namespace" DefaultValue="{{NAMESPACE}}"/>
        <bt:String id="GetStarted.Title" DefaultValue="STP returns is ready"/>
        <bt:String id="Group.Label" DefaultValue="STP returns"/>
        <bt:String id="Pane.Label" DefaultValue="STP returns"/>
      </bt:ShortStrings>
      <bt:LongStrings>
        <bt:String id="GetStarted.Description" DefaultValue="Type ={{NAMESPACE}}. into a cell for the functions; the button STP returns on the tab Home checks, fills, explains and hands in the workbook."/>
        <bt:String id="Pane.Tooltip" DefaultValue="Check, fill, explain and hand in the open workbook"/>
      </bt:LongStrings>
    </Resources>
  </VersionOverrides>
</OfficeApp>
