{{%AUTOESCAPE context="HTML"}}<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{TITLE}}</title>
<style>
body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 1rem auto; max-width: 70rem; padding: 0 1rem; color: #1b1b1b; background: #fff; }
a { color: #004a8f; } a:focus, summary:focus { outline: 3px solid #b35c00; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; } caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #767676; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.finding { border: 1px solid #767676; border-left-width: .5rem; padding: .5rem 1rem; margin: 1rem 0; break-inside: avoid; }
.error { border-left-style: solid; border-left-color: #a00000; } .warning { border-left-style: double; border-left-color: #8a5a00; }
.information { border-left-style: dotted; border-left-color: #004a8f; }
.word { font-weight: bold; text-transform: uppercase; letter-spacing: .03em; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .1rem 1rem; margin: .5rem 0; } dt { font-weight: bold; } dd { margin: 0; overflow-wrap: anywhere; }
.notice { border: 2px solid #1b1b1b; padding: .5rem 1rem; }
@media (max-width: 30rem) { dl { display: block; } }
</style>
</head>
<body>
<main>
<h1>{{TITLE}}</h1>
<p class="notice">Checked against a reference edition that was reconstructed from public papers. It is not the NHS England template of 2016.</p>
{{#REFUSED}}<section class="finding error"><h2><span class="word">Refused</span> {{FILE}}</h2><p>{{SENTENCE}}</p><dl>{{#WHERE_SHOWN}}<dt>Where</dt><dd>{{WHERE}}</dd>{{/WHERE_SHOWN}}<dt>To mend it</dt><dd>{{REMEDY}}</dd><dt>Code</dt><dd>{{CODE}}</dd></dl></section>
{{/REFUSED}}{{#RETURN}}<section>
<h2>{{PLACE}}, round {{ROUND}}</h2>
<p>{{SUMMARY}}</p>
<table><caption>Files of this return</caption><thead><tr><th scope="col">File</th><th scope="col">SHA-256</th></tr></thead><tbody>
{{#FILE_ROW}}<tr><td>{{NAME}}</td><td>{{SHA}}</td></tr>
{{/FILE_ROW}}</tbody></table>
{{#SHEETS}}<table><caption>Findings by sheet</caption><thead><tr><th scope="col">Sheet</th><th scope="col">Errors</th><th scope="col">Warnings</th><th scope="col">Notes</th></tr></thead><tbody>
{{#SHEET_ROW}}<tr><td>{{SHEET}}</td><td class="number">{{ERRORS}}</td><td class="number">{{WARNINGS}}</td><td class="number">{{NOTES}}</td></tr>
{{/SHEET_ROW}}</tbody></table>
{{/SHEETS}}{{#FINDING}}{{#WHOLE}}<h3>The return as a whole: {{COUNTS}}</h3>
{{/WHOLE}}<article class="finding {{SEVERITY}}">
<h3><span class="word">{{SEVERITY}}</span> {{RULE}} {{SUBJECT}}</h3>
<p>{{MESSAGE}}</p>
<dl>{{#WHERE_SHOWN}}<dt>Where</dt><dd>{{WHERE}}</dd>{{/WHERE_SHOWN}}{{#VALUES}}<dt>Found</dt><dd>{{FOUND}}</dd><dt>Expected</dt><dd>{{EXPECTED}}</dd>{{/VALUES}}{{#DIFFERENCE_SHOWN}}<dt>Difference</dt><dd>{{DIFFERENCE}}, allowed {{ALLOWED}}</dd>{{/DIFFERENCE_SHOWN}}<dt>To mend it</dt><dd>{{REMEDY}}</dd><dt>Source</dt><dd>{{SOURCE}}</dd></dl>
</article>
{{/FINDING}}</section>
{{/RETURN}}</main>
</body>
</html>
