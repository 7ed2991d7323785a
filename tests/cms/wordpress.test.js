/** The plugin in the real WordPress, from its installation to its removal. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { browser, inBrowser, seeds, temporaryFolder } from '../browser/harness.js';
import { article, expected, marks, shown } from './cms.js';
import { activate, blocks, openSidebar, press, setUp, wordpress, write } from './wordpress.js';

const [, seed] = seeds;
const PUBLISHED = '2021-02-22';
/** The article as the block editor saves it. */
const CONTENT = blocks(article(seed));

let site;
let page;
let address;
/** Whom the pages asked, and whom they asked before the plugin was there: WordPress itself loads pictures of its users. */
const asked = new Set();
let askedWithout;
const complaints = [];

inBrowser({
  ready: async () => {
    site = await wordpress(temporaryFolder());
    page = await browser.newPage();
    await page.setViewport({ width: 1400, height: 1000 });
    page.on('request', (request) => asked.add(new URL(request.url()).host));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => dialog.accept());
  },
});
after(async () => site?.stop());

const visit = (path) => page.goto(new URL(path, site.url).href);
const savedText = () => site.sql(`SELECT MD5(post_content), LENGTH(post_content) FROM wp_posts WHERE post_name = 'artikel' AND post_type = 'post'`);
const saved = () => page.waitForFunction(() => {
  const editor = wp.data.select('core/editor');
  return !editor.isSavingPost() && !editor.isEditedPostDirty() && editor.didPostSaveRequestSucceed();
});

/** The sidebar's entries of a kind. */
const entries = (kind) => page.$$eval(`.kantlijn-${kind} strong`, (all) => all.map((entry) => entry.textContent));

/** Presses all buttons of the sidebar whose label begins so. */
const pressAll = (label) => page.$$eval(`[aria-label^="${label}: "]`, (buttons) => buttons.forEach((button) => button.click()));

const jsonLd = async () => {
  await page.goto(address);
  const found = await page.$$eval('script[type="application/ld+json"]', (all) => all.map((script) => script.textContent));
  return found.map((text) => JSON.parse(text)).filter((document) => document['@type'] === 'NewsArticle')[0];
};

test('WordPress is set up, the plugin put in place and activated', async () => {
  await setUp(page, site);
  // The editor's own guide has a picture of WordPress's.
  await Promise.all([page.waitForRequest((request) => request.url().includes('welcome-canvas')), visit('/wp-admin/post-new.php')]);
  await visit('/wp-admin/plugins.php');
  askedWithout = new Set(asked);
  await activate(page, site);
  assert.ok(await page.$('#deactivate-kantlijn'));
});

test('a setting says which post types are marked', async () => {
  await visit('/wp-admin/options-general.php?page=kantlijn');
  const ticked = () => page.$$eval('[name="kantlijn_post_types[]"]:checked', (boxes) => boxes.map(({ value }) => value));
  assert.deepEqual(await ticked(), ['post']);
  await page.click('[name="kantlijn_post_types[]"][value=page]');
  await page.select('#kantlijn-language', 'nl');
  await press(page, '#submit');
  assert.deepEqual(await ticked(), ['post', 'page']);
});

test('the sidebar lists people, dates and events while writing', async () => {
  await visit('/wp-admin/edit-tags.php?taxonomy=post_tag');
  await page.type('#tag-name', 'Kanye West');
  await page.click('#submit');
  await page.waitForSelector('#the-list .row-title');
  await write(page, site, CONTENT, { title: 'Artikel', slug: 'artikel', date: `${PUBLISHED}T09:00:00` });
  await openSidebar(page);
  const { annotation } = expected(seed, PUBLISHED);
  assert.deepEqual(await entries('person'), annotation.people.map(({ name }) => name));
  assert.deepEqual(await entries('event'), annotation.events.map(({ label }) => label));
  assert.ok((await entries('date')).length > 3);
  // What is written by hand comes in as well.
  await page.evaluate(() => {
    const { insertBlock, selectBlock } = wp.data.dispatch('core/block-editor');
    const block = wp.blocks.createBlock('core/paragraph');
    insertBlock(block);
    selectBlock(block.clientId);
  });
  await page.keyboard.type('Ook Barack Obama kwam.');
  await page.waitForFunction(() => [...document.querySelectorAll('.kantlijn-person strong')].some(({ textContent }) => textContent === 'Barack Obama'));
  await page.evaluate(() => {
    const blocks = wp.data.select('core/block-editor').getBlocks();
    wp.data.dispatch('core/block-editor').removeBlock(blocks.at(-1).clientId);
  });
  await page.waitForFunction(() => ![...document.querySelectorAll('.kantlijn-person strong')].some(({ textContent }) => textContent === 'Barack Obama'));
});

test('it offers a tag that is there and takes it on', async () => {
  const offered = () => page.$$eval('.kantlijn-tag', (all) => all.map(({ textContent }) => textContent));
  await page.waitForSelector('.kantlijn-tag');
  assert.deepEqual(await offered(), ['Add tag: Kanye West']);
  await page.click('.kantlijn-tag');
  await page.waitForFunction(() => !document.querySelector('.kantlijn-tag'));
});

test('the article is published; what is saved is what was written', async () => {
  await page.click('.editor-post-publish-panel__toggle, .editor-post-publish-button');
  await page.waitForSelector('.editor-post-publish-panel .editor-post-publish-button');
  await page.click('.editor-post-publish-panel .editor-post-publish-button');
  await saved();
  address = await page.evaluate(() => wp.data.select('core/editor').getPermalink());
  assert.equal(site.sql(`SELECT post_content FROM wp_posts WHERE post_name = 'artikel' AND post_type = 'post'`), CONTENT);
  assert.equal(site.sql("SELECT COUNT(*) FROM wp_postmeta WHERE meta_key LIKE '\\_kantlijn%' AND meta_value <> ''"), '0');
  const tags = "SELECT t.name FROM wp_terms t JOIN wp_term_taxonomy x USING (term_id) WHERE x.taxonomy = 'post_tag' AND x.count = 1";
  assert.equal(site.sql(tags), 'Kanye West');
});

test('readers see the marks of the other systems, and no one else is asked', async () => {
  const before = savedText();
  const reader = await browser.createBrowserContext();
  const opened = await reader.newPage();
  const hosts = new Set();
  opened.on('request', (request) => hosts.add(new URL(request.url()).host));
  await opened.goto(address);
  const { marks: wanted, jsonLd: document } = expected(seed, PUBLISHED);
  const seen = await shown(opened);
  assert.deepEqual(seen.marks, wanted);
  assert.deepEqual(seen.jsonLd, document);
  assert.deepEqual([...hosts], [new URL(site.url).host]);
  assert.equal(await opened.$('script[type="application/ld+json"]'), null);
  await opened.goto(`${site.url}/`);
  assert.equal(await opened.$('kantlijn-article'), null, 'a list of articles is left alone');
  await reader.close();
  assert.equal(savedText(), before);
});

test('an article of a type that is not chosen is left alone', async () => {
  const toggle = async (present) => {
    await visit('/wp-admin/options-general.php?page=kantlijn');
    for (const type of ['post', 'page']) await page.click(`[name="kantlijn_post_types[]"][value=${type}]`);
    await press(page, '#submit');
    await page.goto(address);
    assert.equal(await page.$('kantlijn-article') !== null, present);
  };
  await toggle(false);
  await toggle(true);
});

const edit = async () => {
  const id = site.sql("SELECT ID FROM wp_posts WHERE post_name = 'artikel' AND post_type = 'post'");
  await visit(`/wp-admin/post.php?post=${id}&action=edit`);
  await openSidebar(page);
};
const update = async () => {
  await page.click('.editor-post-publish-button');
  await saved();
};

test('accepted people and events are in the page as JSON-LD; rejected ones are not', async () => {
  const before = savedText();
  await edit();
  await pressAll('Accept');
  await update();
  const all = await jsonLd();
  const { jsonLd: document } = expected(seed, PUBLISHED);
  assert.deepEqual(all, document, 'with all accepted it is what the other systems have');
  await edit();
  await page.click('[aria-label="Reject: Kanye West"]');
  await update();
  const without = await jsonLd();
  assert.deepEqual(without.mentions.map(({ name }) => name), document.mentions.map(({ name }) => name).filter((name) => name !== 'Kanye West'));
  const { '@id': gone } = document.mentions.find(({ name }) => name === 'Kanye West');
  assert.ok(!JSON.stringify(without).includes(`"${gone}"`), 'nothing points to who was rejected');
  await page.waitForSelector('kantlijn-article mark');
  const { names, marks } = await page.$eval('kantlijn-article', (article) => ({
    names: article.annotation.people.map(({ name }) => name),
    marks: [...article.querySelectorAll('mark.kantlijn-person')].map(({ textContent }) => textContent),
  }));
  assert.ok(names.length > 1 && !names.includes('Kanye West'), names);
  assert.ok(marks.length > 1 && !marks.includes('Kanye West'), 'who was rejected is not marked');
  assert.equal(savedText(), before, 'the article is as it was');
});

test('what a hostile author saves is escaped, and only what is known is kept', async () => {
  await edit();
  const hostile = '</script><script>window.hacked = 1</script>\'"&<!--';
  const kept = await page.evaluate(async (name) => {
    const data = { mentions: [{ name, '@id': '"><b>', evil: name }], about: [{ name, additionalType: 'javascript:alert(1)', startDate: name }], '@context': name };
    const id = wp.data.select('core/editor').getCurrentPostId();
    const sent = { meta: { _kantlijn_json_ld: JSON.stringify(data), _kantlijn_choices: JSON.stringify({ [name]: 'accepted', x: name }) } };
    return (await wp.apiFetch({ path: `/wp/v2/posts/${id}`, method: 'POST', data: sent })).meta;
  }, hostile);
  assert.deepEqual(JSON.parse(kept._kantlijn_choices), { [hostile]: 'accepted' });
  const document = await jsonLd();
  assert.deepEqual(document.mentions, [{ '@type': 'Person', name: hostile }]);
  assert.deepEqual(document.about, [{ '@type': 'Event', name: hostile }]);
  assert.equal(document['@context'], 'https://schema.org');
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  const source = await page.evaluate(() => fetch(location.href).then((answer) => answer.text()));
  assert.ok(!source.includes('window.hacked = 1</script>'));
});

test('nobody without the right may write it', async () => {
  const answer = await page.evaluate(async () => {
    const { status } = await fetch(`${location.origin}/?rest_route=/wp/v2/posts/${document.body.className.match(/postid-(\d+)/)[1]}`, {
      method: 'POST', credentials: 'omit', headers: { 'content-type': 'application/json' }, body: '{"meta":{"_kantlijn_json_ld":""}}',
    });
    return status;
  });
  assert.equal(answer, 401);
});

test('deleted, it leaves nothing behind and the article as it was', async () => {
  const before = savedText();
  await visit('/wp-admin/plugins.php');
  await press(page, '#deactivate-kantlijn');
  await page.goto(address);
  assert.equal(await page.$('kantlijn-article'), null);
  await visit('/wp-admin/plugins.php');
  await page.click('#delete-kantlijn');
  await page.waitForFunction(() => !document.querySelector('tr[data-slug=kantlijn]:not(.deleted)'));
  assert.ok(!existsSync(join(site.site, 'wp-content/plugins/kantlijn')));
  assert.equal(site.sql("SELECT COUNT(*) FROM wp_options WHERE option_name LIKE '%kantlijn%'"), '0');
  assert.equal(site.sql("SELECT COUNT(*) FROM wp_postmeta WHERE meta_key LIKE '%kantlijn%'"), '0');
  assert.equal(savedText(), before);
});

test('nothing of it complained, in PHP or in the browser, or asked another server', () => {
  assert.deepEqual([...asked].filter((host) => !askedWithout.has(host)), []);
  const log = existsSync(site.log) ? readFileSync(site.log, 'utf8') : '';
  assert.deepEqual(log.split('\n').filter((line) => line.includes('plugins/kantlijn')), []);
  assert.deepEqual(complaints, []);
});
