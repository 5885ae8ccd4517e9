// A browser without script: signs in at the service through the provider, as the person named, and prints what the
// account's page says. Usage: journey.mjs SERVICE PERSON [cancel | replay | another-browser]
const [service, person, twist = ''] = process.argv.slice(2);
const jars = new Map();

async function ask(url, form) {
  const jar = jars.get(new URL(url).origin) ?? new Map();
  jars.set(new URL(url).origin, jar);
  const answer = await fetch(url, {
    redirect: 'manual',
    method: form ? 'POST' : 'GET',
    body: form && new URLSearchParams(form),
    headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
  });
  // Debian 12's own Node has no getSetCookie: a comma before NAME= begins another cookie, one in a date does not.
  for (const line of (answer.headers.get('set-cookie') ?? '').split(/,\s*(?=[\w.-]+=)/).filter(Boolean)) {
    const [pair] = line.split(';');
    const at = pair.indexOf('=');
    if (/Max-Age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(pair.slice(0, at));
    else jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
  const location = answer.headers.get('location');
  return { status: answer.status, url, body: await answer.text(), next: location && new URL(location, url).href };
}

async function follow(url, form) {
  let page = await ask(url, form);
  while (page.next) {
    if (page.next.includes('/sign-in/provider/back')) {
      if (twist === 'another-browser') jars.delete(new URL(service).origin);
      if (twist === 'replay') {
        const cookies = new Map(jars.get(new URL(service).origin));
        await ask(page.next);
        jars.set(new URL(service).origin, cookies);
      }
    }
    page = await ask(page.next);
  }
  return page;
}

const text = (html) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
let page = await follow(`${service}/sign-in/provider?next=/account`);
while (new URL(page.url).origin !== new URL(service).origin) {
  if (twist === 'cancel') {
    page = await follow(new URL(page.body.match(/href="([^"]*\/abort)"/)[1], page.url).href);
    continue;
  }
  const prompt = page.body.match(/name="prompt" value="([^"]*)"/)[1];
  const action = new URL(page.body.match(/action="([^"]*)"/)[1], page.url).href;
  page = await follow(action, { prompt, login: person, password: 'any' });
}
console.log(page.status, new URL(page.url).pathname, text(page.body));
