{{%AUTOESCAPE context="HTML"}}<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>STP returns in Excel</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="{{STYLE}}">
<link rel="icon" href="{{ICON}}" type="image/svg+xml">
<script src="{{OFFICE}}"></script>
<script src="/excel/scripts/pane.js" type="module"></script>
</head>
<body class="pane">
<header class="pane__header"><h1>STP returns</h1></header>
<main class="pane__main" id="main">
<noscript><p class="nhsuk-body-s">The pane works with script only; Excel has it on.</p></noscript>
<p class="nhsuk-body-s" id="loading">Waiting for Excel.</p>
<p class="nhsuk-body-s" id="not-excel" hidden>This page belongs into Excel. <a href="/excel">How to add it there</a>.</p>
<p class="nhsuk-body-s" id="no-library" hidden>Excel's own script library could not be had from {{LIBRARY_HOST}}. Excel needs it for every add-in: ask the people who run your network to let it through, then open this pane again.</p>
<div id="trouble" role="alert"></div>
<p class="pane__status" id="status" role="status"></p>

<section id="sign-in" aria-labelledby="sign-in-title" hidden>
<h2 class="nhsuk-heading-s" id="sign-in-title">Sign in</h2>
<form id="sign-in-form">
<div class="nhsuk-form-group">
<label class="nhsuk-label" for="key">API key</label>
<div class="nhsuk-hint" id="key-hint">Make one on your <a href="/account" target="_blank" rel="noopener">account page</a>. It is kept in this Excel, never in a workbook.</div>
<input class="nhsuk-input" id="key" type="password" autocomplete="off" spellcheck="false" aria-describedby="key-hint">
</div>
<button class="nhsuk-button nhsuk-button--small" id="keep">Sign in</button>
</form>
</section>

<div id="work" hidden>
<section aria-labelledby="check-title">
<h2 class="nhsuk-heading-s" id="check-title">Findings</h2>
<button class="nhsuk-button nhsuk-button--small" type="button" id="check">Check this workbook</button>
<div id="findings"></div>
</section>
<section aria-labelledby="explain-title">
<h2 class="nhsuk-heading-s" id="explain-title">This cell</h2>
<button class="nhsuk-button nhsuk-button--small nhsuk-button--secondary" type="button" id="explain">Explain the selected cell</button>
<div id="explanation"></div>
</section>
<section aria-labelledby="fill-title">
<h2 class="nhsuk-heading-s" id="fill-title">Reference values</h2>
<button class="nhsuk-button nhsuk-button--small nhsuk-button--secondary" type="button" id="fill">Find reference values to fill in</button>
<div id="filling"></div>
</section>
<section aria-labelledby="functions-title">
<h2 class="nhsuk-heading-s" id="functions-title">Functions</h2>
<p class="nhsuk-body-s">Figures of returns and totals stand as they were when their cell was calculated. <a href="/excel" target="_blank" rel="noopener">What the functions do</a></p>
<button class="nhsuk-button nhsuk-button--small nhsuk-button--secondary" type="button" id="calculate">Calculate the functions again</button>
</section>
<section aria-labelledby="hand-in-title">
<h2 class="nhsuk-heading-s" id="hand-in-title">Hand in</h2>
<p class="nhsuk-body-s" id="round"></p>
<p class="nhsuk-body-s" id="no-places" hidden>This key may not hand in for any place.</p>
<div id="hand-in-form" hidden>
<div class="nhsuk-form-group">
<label class="nhsuk-label" for="place">Place</label>
<select class="nhsuk-select" id="place"></select>
</div>
<p class="nhsuk-body-s">The workbook is sent as it stands now, saved or not. It is not sent before you press the button.</p>
<button class="nhsuk-button nhsuk-button--small nhsuk-button--secondary" type="button" id="hand-in">Hand in this workbook now</button>
</div>
<div id="receipt"></div>
</section>
<p><button class="nhsuk-button nhsuk-button--small nhsuk-button--secondary" type="button" id="sign-out">Sign out and forget the key</button></p>
</div>
</main>
</body>
</html>
