{{%AUTOESCAPE context="HTML"}}<div class="table-scroll" tabindex="0" role="region" aria-label="{{CAPTION}}">
<table class="grid">
<caption class="nhsuk-u-visually-hidden">{{CAPTION}}</caption>
<thead><tr><th scope="col"><span class="nhsuk-u-visually-hidden">Row</span></th>{{#COLUMN}}<th scope="col">{{LETTERS}}</th>{{/COLUMN}}</tr></thead>
<tbody>
{{#ROW}}<tr><th scope="row">{{NUMBER}}</th>{{#CELL}}<td class="{{KIND}}">{{#MARK}}<span class="nhsuk-u-visually-hidden">The cell asked for: </span>{{/MARK}}{{VALUE}}</td>{{/CELL}}</tr>
{{/ROW}}</tbody>
</table>
</div>
