{{%AUTOESCAPE context="HTML"}}{{#CAUSE}}<details class="cause"{{#OPEN}} open{{/OPEN}}>
<summary><span class="cause__title">{{SEVERITY_HTML:none}} <span class="code">{{RULE}}</span> {{TITLE}}</span> <span class="quiet">{{COUNT}}</span></summary>
<div class="cause__inner">{{INNER_HTML:none}}</div>
</details>
{{/CAUSE}}{{#SHEET}}<details class="cause"{{#OPEN}} open{{/OPEN}}>
<summary><span class="cause__title">{{TITLE}}</span> <span class="quiet">{{COUNT}}</span></summary>
<div class="cause__inner">{{INNER_HTML:none}}</div>
</details>
{{/SHEET}}{{#FINDING}}<article class="finding finding--{{SEVERITY}}">
<h3>{{SUBJECT}}</h3>
<p>{{MESSAGE}}</p>
<dl class="pairs">{{#VALUES}}<dt>Found</dt><dd>{{FOUND}}</dd><dt>Expected</dt><dd>{{EXPECTED}}</dd>{{/VALUES}}{{#DIFFERENCE_SHOWN}}<dt>Difference</dt><dd>{{DIFFERENCE}}, allowed {{ALLOWED}}</dd>{{/DIFFERENCE_SHOWN}}{{#WHERE_SHOWN}}<dt>Where</dt><dd>{{WHERE_HTML:none}}</dd>{{/WHERE_SHOWN}}<dt>To mend it</dt><dd>{{REMEDY}}</dd>{{#ACCEPTED}}<dt>Accepted</dt><dd>{{REASON}} ({{WHO}}, {{AT}})</dd>{{/ACCEPTED}}</dl>
{{CELLS_HTML:none}}{{ACCEPT_HTML:none}}</article>
{{/FINDING}}
