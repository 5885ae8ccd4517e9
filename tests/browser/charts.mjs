// Every bridge, of the footprint and of some organisations, is said in words and in a table; where its figures change sign, a bar crosses zero.
import {chartsAreSaid, check, person} from './browser.mjs';

export async function charts(browser, base) {
  const page = await person(browser, base, 'region');
  await page.goto(base + '/footprint/bridge');
  const choices = (name) => page.locator(`select[name=${name}] option`).evaluateAll((all) => all.map((one) => one.value));
  const bridges = await choices('bridge'), organisations = await choices('organisation');
  check(bridges.length > 1 && organisations.length > 20, 'there are bridges and organisations to choose');
  let drawn = 0;
  for (const bridge of bridges)
    for (const organisation of organisations.slice(0, 4)) {
      await page.goto(base + '/footprint/bridge?' + new URLSearchParams({bridge, organisation}));
      drawn += await chartsAreSaid(page, 'the bridge ' + bridge + ' of ' + (organisation || 'the whole footprint'));
    }
  check(drawn > 9, drawn + ' bridges are drawn');
  check(page.across > 3, `${page.across} of them cross zero`);
  await page.context().close();
}
