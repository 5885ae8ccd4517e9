{{%AUTOESCAPE context="HTML"}}{{#DETAILS}}<details class="nhsuk-details"{{#OPEN}} open{{/OPEN}}>
<summary class="nhsuk-details__summary"><span class="nhsuk-details__summary-text">{{SUMMARY}}</span></summary>
<div class="nhsuk-details__text">{{INNER_HTML:none}}</div>
</details>
{{/DETAILS}}{{#CALLOUT}}<div class="nhsuk-warning-callout">
<h2 class="nhsuk-warning-callout__label"><span role="text"><span class="nhsuk-u-visually-hidden">Important: </span>{{TITLE}}</span></h2>
{{INNER_HTML:none}}
</div>
{{/CALLOUT}}{{#SUMMARY_LIST}}<dl class="nhsuk-summary-list">
{{#ROW}}<div class="nhsuk-summary-list__row"><dt class="nhsuk-summary-list__key">{{KEY}}</dt><dd class="nhsuk-summary-list__value">{{VALUE_HTML:none}}</dd></div>
{{/ROW}}</dl>
{{/SUMMARY_LIST}}{{#FIGURES}}<ul class="figures">
{{#FIGURE}}<li><strong>{{#PLAIN}}{{AMOUNT}}{{/PLAIN}}{{#LINK}}<a href="{{HREF}}">{{AMOUNT}}</a>{{/LINK}}</strong><span>{{LABEL}}</span></li>
{{/FIGURE}}</ul>
{{/FIGURES}}{{#PAGINATION}}<nav class="nhsuk-pagination" aria-label="Pagination"><ul class="nhsuk-list nhsuk-pagination__list">
{{#PREVIOUS}}<li class="nhsuk-pagination-item--previous"><a class="nhsuk-pagination__link nhsuk-pagination__link--prev" href="{{HREF}}" rel="prev"><span class="nhsuk-pagination__title">Previous</span><span class="nhsuk-u-visually-hidden">:</span> <span class="nhsuk-pagination__page">{{WORDS}}</span></a></li>
{{/PREVIOUS}}{{#NEXT}}<li class="nhsuk-pagination-item--next"><a class="nhsuk-pagination__link nhsuk-pagination__link--next" href="{{HREF}}" rel="next"><span class="nhsuk-pagination__title">Next</span><span class="nhsuk-u-visually-hidden">:</span> <span class="nhsuk-pagination__page">{{WORDS}}</span></a></li>
{{/NEXT}}</ul></nav>
{{/PAGINATION}}{{#CHART}}<figure class="figure">
<p>{{WORDS}}</p>
<div class="chart" tabindex="0" role="region" aria-label="{{TITLE}}, chart">{{SVG_HTML:none}}</div>
<details class="nhsuk-details"><summary class="nhsuk-details__summary"><span class="nhsuk-details__summary-text">The same as a table</span></summary><div class="nhsuk-details__text">{{TABLE_HTML:none}}</div></details>
</figure>
{{/CHART}}{{#LIVE}}<div id="{{ID}}"{{#AWAITING}} data-live="{{SECONDS}}"{{/AWAITING}}>
{{INNER_HTML:none}}
{{#AWAITING_LINK}}<p class="no-print"><a href="{{HREF}}" data-live-link>Look again</a> <span class="quiet">for what has changed since this page was made.</span></p>{{/AWAITING_LINK}}
</div>
{{/LIVE}}
