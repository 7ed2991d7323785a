/** Keeps the page for use without a connection. The build fills in what there is to keep, and its version. */

const VERSION = 'kantlijn-VERSION';
const FILES = ['./'];

addEventListener('install', (event) => {
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })))));
});

addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names
    .filter((name) => name.startsWith('kantlijn-') && name !== VERSION).map((name) => caches.delete(name)))));
});

addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET' || new URL(event.request.url).origin !== location.origin) return;
  event.respondWith(caches.open(VERSION).then(async (cache) => {
    const kept = await cache.match(event.request, { ignoreSearch: true });
    if (kept) return kept;
    const fetched = await fetch(event.request);
    // The pack of a further language is kept once an article is in it.
    if (fetched.ok && event.request.url.endsWith('.pack')) await cache.put(event.request, fetched.clone());
    return fetched;
  }));
});
