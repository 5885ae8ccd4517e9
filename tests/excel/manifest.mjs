// The manifest and the metadata, by Microsoft's own readers: office-addin-manifest reads the manifest,
// office-addin-manifest-converter takes it apart down to each resource, custom-functions-metadata makes the same metadata
// from a source that declares the same functions. (Their online validator is not asked: nothing leaves this machine.)
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {isDeepStrictEqual} from 'node:util';
import {check} from './browser.mjs';

const require = createRequire(import.meta.url);
const {OfficeAddinManifest} = require('office-addin-manifest');
const {convert} = require('office-addin-manifest-converter/lib/main.js');
const {generateCustomFunctionsMetadata} = require('custom-functions-metadata');

const types = {any: 'any', string: 'string', number: 'number', boolean: 'boolean'};

// What somebody who wrote these functions by hand would have written above them.
function sourceOf({id, description, helpUrl, parameters, options}) {
  const marks = parameters.map((one) => ` * @param ${one.optional ? '[' + one.name + ']' : one.name} ${one.description}`);
  const taken = parameters.map((one) => `${one.name}${one.optional ? '?' : ''}: ${types[one.type]}${one.dimensionality === 'matrix' ? '[][]' : ''}`);
  if (options?.cancelable) taken.push('invocation: CustomFunctions.CancelableInvocation');
  return ['/**', ` * ${description}`, ` * @customfunction ${id} ${id}`, ` * @helpurl ${helpUrl}`, ...marks, ' */',
    `function f_${id.toLowerCase()}(${taken.join(', ')}): any[][] { return []; }`].join('\n');
}

export async function metadata(base, request, folder) {
  const answer = await request.get(base + '/excel/functions.json');
  check(answer.headers()['access-control-allow-origin'] === '*', 'Excel on the web may read the metadata');
  const ours = await answer.json();
  const file = folder + '/functions.ts';
  writeFileSync(file, ours.functions.map(sourceOf).join('\n\n'));
  const made = await generateCustomFunctionsMetadata(file);
  check(made.errors.length === 0, 'custom-functions-metadata says: ' + made.errors.join('; '));
  const theirs = made.metadataJson ? JSON.parse(made.metadataJson).functions : [];
  check(ours.functions.length >= 1 && theirs.length === ours.functions.length, 'there are ' + theirs.length + ' functions');
  const ordered = (one) => JSON.parse(JSON.stringify(one, Object.keys(flat(one)).sort()));
  ours.functions.forEach((one, i) =>
    check(isDeepStrictEqual(ordered(one), ordered(theirs[i])), `${one.id}: ours is ${JSON.stringify(one)}, theirs ${JSON.stringify(theirs[i])}`));
  return ours.functions;
}

function flat(value, into = {}) {
  if (value && typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) {
      into[key] = true;
      flat(inner, into);
    }
  return into;
}

const addresses = (xml) => [...new Set([...xml.matchAll(/DefaultValue="(https:[^"]+)"/g)].map(([, one]) => one))];
const sizeOf = (png) => png.subarray(1, 4).toString() === 'PNG' ? png.readUInt32BE(16) + 'x' + png.readUInt32BE(20) : 'no PNG';

async function leadSomewhere(base, request, xml) {
  for (const address of addresses(xml)) {
    const answer = await request.get(address);
    check(address.startsWith(base + '/') && answer.status() === 200, address + ' is answered with ' + answer.status());
    const size = /icon-(\d+)\.png$/.exec(address)?.[1];
    if (!size) continue;
    check(sizeOf(await answer.body()) === size + 'x' + size, address + ' is ' + sizeOf(await answer.body()));
    check(answer.headers()['cross-origin-resource-policy'] === 'cross-origin', 'the ribbon of Excel on the web may show ' + address);
  }
}

// Every resource is defined once and used, and nothing else is.
function resources(xml) {
  const defined = [...xml.matchAll(/<bt:(?:Image|Url|String) id="([^"]+)"/g)].map(([, id]) => id).sort();
  const used = [...new Set([...xml.matchAll(/resid="([^"]+)"/g)].map(([, id]) => id))].sort();
  check(isDeepStrictEqual(defined, used), 'resources defined ' + defined + ', used ' + used);
  check(defined.every((id) => id.length <= 32), 'a resource has a name of more than 32 characters');
  for (const [kind, most] of [['ShortStrings', 125], ['LongStrings', 250]])
    for (const [, text] of (new RegExp(`<bt:${kind}>([^]*)</bt:${kind}>`).exec(xml)?.[1] ?? '').matchAll(/DefaultValue="([^"]*)"/g))
      check(text.length > 0 && text.length <= most, `a text of ${kind} has ${text.length} characters`);
}

// What Microsoft's converter makes of it, as one line of JSON.
async function takenApart(file, folder) {
  const out = mkdtempSync(folder + '/converted-');
  await convert(file, out, false, null, null, false);
  return JSON.stringify(JSON.parse(readFileSync(out + '/manifest.json', 'utf8')));
}

export async function manifest(base, request, folder) {
  const answer = await request.get(base + '/excel/manifest.xml');
  check(answer.status() === 200, 'the manifest is answered with ' + answer.status());
  const xml = await answer.text(), file = folder + '/manifest.xml';
  writeFileSync(file, xml);
  const read = await OfficeAddinManifest.readManifestFile(file);
  check(read.officeAppType === 'TaskPaneApp' && isDeepStrictEqual(read.hosts, ['Workbook']), 'it is a pane for workbooks: ' + JSON.stringify(read));
  check(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(read.id) && /^\d+\.\d+\.\d+\.\d+$/.test(read.version), 'id and version: ' + read.id + ' ' + read.version);
  check(read.permissions === 'ReadWriteDocument' && read.displayName === 'STP returns', 'permissions and name');
  check(read.defaultSettings.sourceLocation === base + '/excel/task-pane.html', 'the pane is at ' + read.defaultSettings.sourceLocation);
  const taken = await takenApart(file, folder);
  for (const words of ['"lifetime":"long"', base + '/excel/task-pane.html', base + '/excel/icon-80.png', '"minVersion":"1.1"', 'SharedRuntime'])
    check(taken.includes(words), 'the converter finds ' + words + ' in ' + taken.slice(0, 2000));
  check(!taken.includes('.Url"'), 'each address is found');
  resources(xml);
  await leadSomewhere(base, request, xml);
}

// That the readers notice something at all.
export async function brokenManifest(folder) {
  const xml = readFileSync(folder + '/manifest.xml', 'utf8');
  const taken = async (from, to) => {
    writeFileSync(folder + '/broken.xml', xml.replaceAll(from, to));
    return takenApart(folder + '/broken.xml', folder).catch(() => 'refused');
  };
  check(await taken('>ReadWriteDocument<', '>Everything<') === 'refused', 'a permission that does not exist is refused');
  check((await taken('resid="Pane.Url"', 'resid="Nowhere.Url"')).includes('Nowhere.Url'), 'an address that is not defined stays as it is');
}
