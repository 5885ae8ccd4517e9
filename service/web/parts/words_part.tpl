{{%AUTOESCAPE context="HTML"}}{{#HEADING_2}}<h2 class="nhsuk-heading-m"{{#IDENTIFIED}} id="{{ID}}"{{/IDENTIFIED}}>{{TEXT}}</h2>
{{/HEADING_2}}{{#HEADING_3}}<h3 class="nhsuk-heading-s"{{#IDENTIFIED}} id="{{ID}}"{{/IDENTIFIED}}>{{TEXT}}</h3>
{{/HEADING_3}}{{#PARAGRAPH}}<p class="{{CLASSES}}">{{INNER_HTML:none}}</p>
{{/PARAGRAPH}}{{#SPAN}}<span class="{{CLASSES}}">{{TEXT}}</span>{{/SPAN}}{{#BLOCK}}<div class="{{CLASSES}}">{{INNER_HTML:none}}</div>
{{/BLOCK}}{{#LINK}}<a href="{{HREF}}">{{TEXT}}{{#HIDDEN_SHOWN}}<span class="nhsuk-u-visually-hidden"> {{HIDDEN}}</span>{{/HIDDEN_SHOWN}}</a>{{/LINK}}{{#BUTTON_LINK}}<a class="nhsuk-button{{#SECONDARY}} nhsuk-button--secondary{{/SECONDARY}}" href="{{HREF}}" draggable="false">{{TEXT}}</a>{{/BUTTON_LINK}}{{#CODE}}<span class="code">{{TEXT}}</span>{{/CODE}}{{#LIST}}<ul class="{{CLASSES}}">
{{#ITEM}}<li>{{INNER_HTML:none}}</li>
{{/ITEM}}</ul>
{{/LIST}}
