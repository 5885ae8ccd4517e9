// Writes a C++ file with the pane's scripts and with the service's icon as PNG in the sizes Excel asks for.
//   node build.mjs FOLDER_WITH_NODE_MODULES ICON.svg OUT.cpp SCRIPT...
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {basename} from 'node:path';

const [folder, icon, out, ...scripts] = process.argv.slice(2);
const require = createRequire(folder + '/');
const {Resvg, initWasm} = require('@resvg/resvg-wasm');
await initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));

// Each byte as an octal escape, which unlike others ends after three digits.
const literal = (bytes) => [...Buffer.from(bytes).toString('latin1').matchAll(/[^]{1,2000}/g)].map(([part]) => '"' +
  [...part].map((one) => /[ !#-;=>@-[\]-~]/.test(one) ? one : '\\' + one.charCodeAt(0).toString(8).padStart(3, '0')).join('') + '"')
  .join('\n') || '""';
const file = (path, type, bytes) =>
  `{"${path}", "${type}", std::string_view(${literal(bytes)}, ${bytes.length})},`;

const png = (width) => Buffer.from(new Resvg(readFileSync(icon, 'utf8'), {fitTo: {mode: 'width', value: width}}).render().asPng());
const all = [
  ...scripts.map((path) => file('/excel/scripts/' + basename(path), 'text/javascript; charset=utf-8', readFileSync(path))),
  ...[16, 32, 64, 80].map((width) => file(`/excel/icon-${width}.png`, 'image/png', png(width))),
];
writeFileSync(out, `#include "service/addin/excel/files.h"
namespace stp::excel {
std::vector<File> files() {
return {
${all.join('\n')}
};
}
}  // namespace stp::excel
`);
