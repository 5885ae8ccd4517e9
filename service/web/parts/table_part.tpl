{{%AUTOESCAPE context="HTML"}}<div class="table-scroll" tabindex="0" role="region" aria-label="{{CAPTION}}">
<table class="nhsuk-table">
<caption class="nhsuk-table__caption{{#CAPTION_HIDDEN}} nhsuk-u-visually-hidden{{/CAPTION_HIDDEN}}">{{CAPTION}}</caption>
<thead class="nhsuk-table__head"><tr>{{#COLUMN}}<th scope="col"{{#NUMBER}} class="number"{{/NUMBER}}>{{HEADING}}</th>{{/COLUMN}}</tr></thead>
<tbody class="nhsuk-table__body">
{{#ROW}}<tr{{#STRONG}} class="strong"{{/STRONG}}><th scope="row">{{FIRST_HTML:none}}</th>{{#CELL}}<td{{#NUMBER}} class="number"{{/NUMBER}}>{{CELL_HTML:none}}</td>{{/CELL}}</tr>
{{/ROW}}{{#EMPTY}}<tr><td colspan="{{COUNT}}">{{WORDS}}</td></tr>
{{/EMPTY}}</tbody>
</table>
</div>
