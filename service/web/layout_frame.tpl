{{%AUTOESCAPE context="HTML"}}<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{{#ERROR_TITLE}}Error: {{/ERROR_TITLE}}{{TITLE}} - STP returns</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="{{STYLE}}">
<link rel="icon" href="{{ICON}}" type="image/svg+xml">
<script src="{{SCRIPT}}" defer></script>
</head>
<body>
<a class="nhsuk-skip-link" href="#main">Skip to main content</a>
<header class="nhsuk-header">
<div class="nhsuk-header__container nhsuk-width-container">
<div class="nhsuk-header__service"><a class="nhsuk-header__service-name" href="/">STP returns{{#FOOTPRINT_SHOWN}}<span class="footprint-name">{{FOOTPRINT}}</span>{{/FOOTPRINT_SHOWN}}</a></div>
{{#SIGNED_IN}}<nav class="nhsuk-header__account" aria-label="Account">
<ul class="nhsuk-header__account-list">
<li class="nhsuk-header__account-item"><a class="nhsuk-header__account-link" href="/account">{{NAME}}</a></li>
<li class="nhsuk-header__account-item"><form class="nhsuk-header__account-form" method="post" action="/sign-out"><input type="hidden" name="csrf" value="{{CSRF}}"><button class="nhsuk-header__account-button">Sign out</button></form></li>
</ul>
</nav>{{/SIGNED_IN}}
</div>
{{#NAVIGATION}}<nav class="nhsuk-header__navigation" aria-label="Menu">
<div class="nhsuk-header__navigation-container nhsuk-width-container">
<ul class="nhsuk-header__navigation-list">
{{#ITEM}}<li class="nhsuk-header__navigation-item{{#CURRENT_ITEM}} nhsuk-header__navigation-item--current{{/CURRENT_ITEM}}"><a class="nhsuk-header__navigation-link" href="{{HREF}}"{{#CURRENT_LINK}} aria-current="true"{{/CURRENT_LINK}}>{{LABEL}}</a></li>
{{/ITEM}}</ul>
</div>
</nav>{{/NAVIGATION}}
</header>
{{#NOTICE_SHOWN}}<aside class="notice-line" aria-label="About this service"><div class="nhsuk-width-container"><p>{{NOTICE}}</p></div></aside>{{/NOTICE_SHOWN}}
<div class="nhsuk-width-container">
{{#CRUMBS}}<nav class="nhsuk-breadcrumb" aria-label="Breadcrumb">
<ol class="nhsuk-breadcrumb__list">
{{#CRUMB}}<li class="nhsuk-breadcrumb__list-item"><a class="nhsuk-breadcrumb__link" href="{{HREF}}">{{LABEL}}</a></li>
{{/CRUMB}}</ol>
</nav>{{/CRUMBS}}
<main class="nhsuk-main-wrapper skip-target" id="main" tabindex="-1">
{{#ERRORS}}<div class="nhsuk-error-summary" tabindex="-1" data-focus><div role="alert">
<h2 class="nhsuk-error-summary__title">There is a problem</h2>
<div class="nhsuk-error-summary__body"><ul class="nhsuk-list nhsuk-error-summary__list">
{{#ERROR}}<li>{{#LINKED}}<a href="{{HREF}}">{{TEXT}}</a>{{/LINKED}}{{#PLAIN}}{{TEXT}}{{/PLAIN}}</li>
{{/ERROR}}</ul></div>
</div></div>{{/ERRORS}}
{{#DONE_SHOWN}}<div class="nhsuk-notification-banner nhsuk-notification-banner--success" role="alert" aria-labelledby="done-title" tabindex="-1" data-focus>
<div class="nhsuk-notification-banner__header"><h2 class="nhsuk-notification-banner__title" id="done-title">Done</h2></div>
<div class="nhsuk-notification-banner__content"><p class="nhsuk-notification-banner__heading">{{DONE}}</p></div>
</div>{{/DONE_SHOWN}}
<h1 class="nhsuk-heading-l">{{#CAPTION_SHOWN}}<span class="nhsuk-caption-l">{{CAPTION}}<span class="nhsuk-u-visually-hidden"> - </span></span> {{/CAPTION_SHOWN}}{{TITLE}}</h1>
{{BODY_HTML:none}}
</main>
</div>
<footer class="nhsuk-footer">
<div class="nhsuk-width-container"><div class="nhsuk-footer__meta">
<p class="nhsuk-body-s">A reference edition: lines, sheets and rules were reconstructed from public papers. It is not the NHS England template of 2016.</p>
<p class="nhsuk-body-s">Figures from workbooks marked ILLUSTRATIVE are made up.</p>
</div></div>
</footer>
</body>
</html>
