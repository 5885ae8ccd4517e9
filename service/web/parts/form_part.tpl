{{%AUTOESCAPE context="HTML"}}<form action="{{ACTION}}" {{#GET}}method="get"{{/GET}}{{#POST}}method="post"{{/POST}}{{#MULTIPART}} enctype="multipart/form-data"{{/MULTIPART}}{{#IDENTIFIED}} id="{{ID}}"{{/IDENTIFIED}}{{#LABELLED}} aria-label="{{LABEL}}"{{/LABELLED}} novalidate>
{{#TOKEN}}<input type="hidden" name="csrf" value="{{CSRF}}">
{{/TOKEN}}{{#FIELD}}{{#HIDDEN}}<input type="hidden" name="{{NAME}}" value="{{VALUE}}">
{{/HIDDEN}}{{#GROUP}}<div class="nhsuk-form-group{{#WRONG}} nhsuk-form-group--error{{/WRONG}}">
{{#PLAIN}}<label class="nhsuk-label" for="{{ID}}">{{LABEL}}</label>
{{/PLAIN}}{{#SET}}<fieldset class="nhsuk-fieldset"{{#DESCRIBED}} aria-describedby="{{BY}}"{{/DESCRIBED}}><legend class="nhsuk-fieldset__legend">{{LABEL}}</legend>
{{/SET}}{{#HINT_SHOWN}}<div class="nhsuk-hint" id="{{ID}}-hint">{{HINT}}</div>
{{/HINT_SHOWN}}{{#ERROR_SHOWN}}<span class="nhsuk-error-message" id="{{ID}}-error"><span class="nhsuk-u-visually-hidden">Error:</span> {{ERROR}}</span>
{{/ERROR_SHOWN}}{{#INPUT}}<input class="nhsuk-input{{#WRONG}} nhsuk-input--error{{/WRONG}}" id="{{ID}}" name="{{NAME}}" type="{{TYPE}}" value="{{VALUE}}"{{#COMPLETED}} autocomplete="{{AUTOCOMPLETE}}"{{/COMPLETED}}{{#DESCRIBED}} aria-describedby="{{BY}}"{{/DESCRIBED}}{{#REQUIRED}} required{{/REQUIRED}}>
{{/INPUT}}{{#FILES}}<input class="nhsuk-file-upload" id="{{ID}}" name="{{NAME}}" type="file" multiple{{#DESCRIBED}} aria-describedby="{{BY}}"{{/DESCRIBED}}{{#REQUIRED}} required{{/REQUIRED}}>
{{/FILES}}{{#LONG}}<textarea class="nhsuk-textarea{{#WRONG}} nhsuk-textarea--error{{/WRONG}}" id="{{ID}}" name="{{NAME}}" rows="3"{{#DESCRIBED}} aria-describedby="{{BY}}"{{/DESCRIBED}}{{#REQUIRED}} required{{/REQUIRED}}>{{VALUE}}</textarea>
{{/LONG}}{{#CHOICE}}<select class="nhsuk-select{{#WRONG}} nhsuk-select--error{{/WRONG}}" id="{{ID}}" name="{{NAME}}"{{#DESCRIBED}} aria-describedby="{{BY}}"{{/DESCRIBED}}>
{{#OPTION}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>
{{/OPTION}}</select>
{{/CHOICE}}{{#RADIOS}}<div class="nhsuk-radios">
{{#OPTION}}<div class="nhsuk-radios__item"><input class="nhsuk-radios__input" id="{{ID}}" name="{{NAME}}" type="radio" value="{{VALUE}}"{{#CHOSEN}} checked{{/CHOSEN}}><label class="nhsuk-label nhsuk-radios__label" for="{{ID}}">{{LABEL}}</label></div>
{{/OPTION}}</div></fieldset>
{{/RADIOS}}{{#BOXES}}<div class="nhsuk-checkboxes">
{{#OPTION}}<div class="nhsuk-checkboxes__item"><input class="nhsuk-checkboxes__input" id="{{ID}}" name="{{NAME}}" type="checkbox" value="{{VALUE}}"{{#CHOSEN}} checked{{/CHOSEN}}><label class="nhsuk-label nhsuk-checkboxes__label" for="{{ID}}">{{LABEL}}</label></div>
{{/OPTION}}</div></fieldset>
{{/BOXES}}</div>
{{/GROUP}}{{/FIELD}}<button class="nhsuk-button{{#SECONDARY}} nhsuk-button--secondary{{/SECONDARY}}{{#WARNING_BUTTON}} nhsuk-button--warning{{/WARNING_BUTTON}}">{{BUTTON}}</button>
</form>
