// Holds answers of the real service against its own OpenAPI document: judge.mjs OPENAPI ANSWERS, the latter a line of
// JSON for each answer as tests/clients/python/client.py keeps them. Each answer must be declared for its operation: its
// status, its media type, and every field of it; each operation must have answered well at least once.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';

const refer = (text) => text.replaceAll('"#/components/schemas/', '"api:');
const document = JSON.parse(refer(readFileSync(process.argv[2], 'utf8')));
const answers = readFileSync(process.argv[3], 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));

// The document leaves objects open, so that clients bear with fields to come. The service itself may give none that is
// not declared: every place that uses a schema is closed. What belongs together by allOf is closed as a whole.
const places = ['properties', 'additionalProperties', 'items', 'prefixItems', 'anyOf'];
function closed(schema, part = false) {
  if (typeof schema !== 'object') return schema;
  const made = { ...schema };
  for (const name of places) {
    if (Array.isArray(made[name])) made[name] = made[name].map((one) => closed(one));
    else if (name === 'properties' && made[name])
      made[name] = Object.fromEntries(Object.entries(made[name]).map(([key, one]) => [key, closed(one)]));
    else if (made[name]) made[name] = closed(made[name]);
  }
  if (made.allOf) made.allOf = made.allOf.map((one) => closed(one, true));
  if (made.prefixItems) made.items = made.items ?? false;
  if (String(made.type).includes('array') && made.items === undefined)
    throw new Error('a list of anything is declared: ' + JSON.stringify(schema));
  return part ? made : { ...made, unevaluatedProperties: false };
}

const ajv = new Ajv({ strict: false, strictSchema: true });
for (const [name, schema] of Object.entries(document.components.schemas))
  ajv.addSchema(closed(schema, true), 'api:' + name);
const compiled = new Map();
function validator(schema) {
  const key = JSON.stringify(schema);
  if (!compiled.has(key)) compiled.set(key, ajv.compile(closed(schema)));
  return compiled.get(key);
}

const operations = new Map();
for (const [path, methods] of Object.entries(document.paths))
  for (const [method, operation] of Object.entries(methods))
    operations.set(operation.operationId, { path, method, operation, asked: 0, well: 0 });

const resolved = (one) => (one?.$ref ? one.$ref.slice(2).split('/').reduce((at, key) => at[key], document) : one);
const is_json = (type) => /^application\/(.*\+)?json/.test(type);
const parts = (path) => path.split('/');
const fits = (pattern, path) =>
  parts(pattern).length === parts(path).length &&
  parts(pattern).every((word, i) => word.startsWith('{') || word === parts(path)[i]);
const reachable = (address) =>
  [...operations.values()].some(({ path, method }) => method === 'get' && fits(path, address.split('?')[0]));

// Addresses inside an answer lead to operations of the document.
function dead_links(value) {
  if (typeof value === 'string') return value.startsWith('/api/') && !reachable(value) ? [value] : [];
  return value && typeof value === 'object' ? Object.values(value).flatMap(dead_links) : [];
}

function judge_body(answer, declared) {
  if (!declared.content) return answer.size > 0 ? 'has a body where none is declared' : '';
  const media = declared.content[answer.media_type];
  if (!media) return `is ${answer.media_type || 'of no media type'}, declared: ${Object.keys(declared.content).join(', ')}`;
  if (!is_json(answer.media_type)) return '';
  const body = JSON.parse(answer.body);
  if (answer.operation === 'getOpenApi' && answer.status === 200) return body.openapi ? '' : 'is no OpenAPI document';
  const validate = validator(media.schema);
  if (!validate(body)) {
    const [first] = validate.errors;
    return `${first.instancePath || 'the whole'} ${first.message} ${JSON.stringify(first.params)}`;
  }
  if (answer.media_type === 'application/problem+json' && body.status !== answer.status)
    return `says status ${body.status}`;
  const dead = dead_links(body);
  return dead.length ? `leads nowhere: ${dead[0]}` : '';
}

function judge(answer) {
  const known = operations.get(answer.operation);
  if (!known) return 'answers an operation the document does not have';
  known.asked += 1;
  const declared = resolved(known.operation.responses[answer.status]);
  if (!declared) return `has a status that is not declared: ${answer.body?.slice(0, 300)}`;
  if (answer.location && !reachable(answer.location)) return `has a Location that leads nowhere: ${answer.location}`;
  const fault = judge_body(answer, declared);
  if (!fault && answer.status < 300) known.well += 1;
  return fault;
}

const faults = new Set();
for (const answer of answers) {
  const fault = judge(answer);
  if (fault) faults.add(`${answer.operation} ${answer.status}: ${fault}`);
}
for (const [name, one] of operations) if (!one.well) faults.add(`${name} never answered well (asked ${one.asked} times)`);
for (const fault of faults) console.log('FAULT', fault);
console.log(`${answers.length} answers of ${operations.size} operations judged, ${faults.size} faults`);
process.exit(faults.size ? 1 : 0);
