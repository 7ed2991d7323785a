/** An archive under Apache Spark, on a cluster of two workers with processes of their own, against the plain run. */

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { root, seeds, temporaryFolder } from '../browser/harness.js';
import { program, python, run } from './cms.js';

const COUNT = 10_000;
const folder = temporaryFolder();
const input = join(folder, 'articles.ndjson');
let plain;
let submit;

/** Short articles, no two alike, out of the lines of the seeds; one in a thousand is empty, which is an error. */
function articles() {
  const lines = seeds.flatMap((seed) => seed.split('\n')).flatMap((line) => line.split(/(?<=[.?!]) /)).filter((line) => line.length > 30);
  return Array.from({ length: COUNT }, (_, place) => {
    const text = [0, 1, 2].map((step) => lines[(place * 7 + step * (1 + place % 11)) % lines.length]).join(' ');
    const day = `20${10 + place % 12}-0${1 + place % 9}-${10 + place % 18}`;
    return { id: `a${place}`, text: place % 1000 === 999 ? '' : `${text} Nummer ${place}.`, ...(place % 3 && { published: day }) };
  });
}

const sorted = (text) => text.trimEnd().split('\n').sort();

before(() => {
  const packages = python('spark', join(import.meta.dirname, 'spark/requirements.txt'));
  const environment = { ...process.env, PYSPARK_PYTHON: packages, SPARK_LOCAL_IP: '127.0.0.1', SPARK_LOCAL_DIRS: join(folder, 'local') };
  const home = run(folder, packages, ['-c', 'import pyspark, os; print(os.path.dirname(pyspark.__file__), end="")']);
  submit = (...script) => run(folder, join(home, 'bin/spark-submit'), ['--master', 'local-cluster[2,1,1024]', '--conf', 'spark.ui.enabled=false',
    '--conf', 'spark.task.maxFailures=1', ...script], { env: { ...environment, SPARK_HOME: home } });
  writeFileSync(input, articles().map((article) => `${JSON.stringify(article)}\n`).join(''));
  const done = run(folder, 'sh', ['-c', `"$0" annotate --ndjson < "$1"; test $? -eq 1`, program, input]);
  plain = sorted(done);
  assert.equal(plain.length, COUNT);
});

/** Errors say which line of the input it was, which on a cluster is the partition's. */
const withoutLine = (lines) => lines.map((line) => line.replace(/("id":"a\d+",)"line":\d+,/, '$1'));

test(`${COUNT} articles in Parquet: line for line the plain run`, () => {
  const [source, output] = [join(folder, 'articles.parquet'), join(folder, 'annotated')];
  submit(join(import.meta.dirname, 'spark/parquet.py'), input, source, '6');
  submit(join(root, 'integrations/spark/annotate.py'), '--program', program, source, output);
  const files = readdirSync(output).filter((name) => name.startsWith('part-'));
  assert.ok(files.length > 1, 'more than one partition');
  const lines = sorted(files.map((name) => readFileSync(join(output, name), 'utf8')).join(''));
  assert.deepEqual(withoutLine(lines), withoutLine(plain));
});

test('an article that cannot be annotated fails no task, a program that is not there does', () => {
  assert.equal(plain.filter((line) => line.includes('"error"')).length, COUNT / 1000);
  assert.throws(() => submit(join(root, 'integrations/spark/annotate.py'), '--program', '/no/such/program', join(folder, 'articles.parquet'), join(folder, 'none')));
});
