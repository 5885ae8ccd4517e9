{{%AUTOESCAPE context="HTML"}}<ul class="tree">{{#ITEM}}<li>{{#BRANCH}}<details{{#OPEN}} open{{/OPEN}}><summary><span class="tree__row"><span>{{LABEL_HTML:none}}</span><strong class="number">{{VALUE}}</strong></span></summary>
<p class="small quiet">{{WORDS}}{{WHERE_HTML:none}}</p>
{{PARTS_HTML:none}}</details>{{/BRANCH}}{{#LEAF}}<span class="tree__row"><span>{{LABEL_HTML:none}}{{WHERE_HTML:none}}</span><strong class="number">{{VALUE}}</strong></span>{{/LEAF}}</li>
{{/ITEM}}</ul>
