{{%AUTOESCAPE context="HTML"}}<div class="drop">
<p class="nhsuk-body-l">Choose one or many workbooks<span data-scripted hidden>, or drop them here</span>.</p>
{{FORM_HTML:none}}
<p><strong>Nothing is sent until you press the button.</strong> You then get a receipt for each file, with its number and time.</p>
</div>
