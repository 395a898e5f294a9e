/** What is not on the server yet, in IndexedDB: one row for each field that a page has written in. */
const NAME = 'gemensam';

/** Rows of this page, and of pages that are gone, for one address. */
export async function openStore(address) {
  const client = await clientName();
  const db = await open().catch(() => undefined);
  const memory = new Map();
  const key = (name) => [address, client, name];
  const store = {
    client,
    put: (row) =>
      change(
        (rows) => rows.put({ ...row, address, client, at: Date.now() }),
        () => memory.set(row.name, row),
      ),
    forget: (name) =>
      change(
        (rows) => rows.delete(key(name)),
        () => memory.delete(name),
      ),
    forgetRow: (row) =>
      change(
        (rows) => rows.delete([row.address, row.client, row.name]),
        () => {},
      ),
    async left() {
      if (!db) return [];
      const open = await openClients();
      const rows = await done(db.transaction('typed').objectStore('typed').getAll());
      return rows
        .filter((row) => row.address === address && (row.client === client || !open.has(row.client)))
        .sort((one, other) => one.at - other.at);
    },
  };
  function change(work, otherwise) {
    if (!db) return otherwise();
    const transaction = db.transaction('typed', 'readwrite', { durability: 'relaxed' });
    work(transaction.objectStore('typed'));
    return new Promise((resolve) => transaction.addEventListener('complete', resolve));
  }
  return store;
}

/** The same after a reload; another one in a tab that was copied. Held as long as the page lives. */
async function clientName() {
  const known = sessionStorage.getItem('gemensam-page');
  if (known && (await hold(known))) return known;
  const name = Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(36)).join('');
  sessionStorage.setItem('gemensam-page', name);
  await hold(name);
  return name;
}

function hold(name) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    void navigator.locks.request(`gemensam-${name}`, { ifAvailable: true }, (lock) => {
      resolve(Boolean(lock));
      return lock ? new Promise(() => {}) : undefined;
    });
  });
}

async function openClients() {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map(({ name }) => name.replace(/^gemensam-/, '')));
}

function open() {
  const request = indexedDB.open(NAME, 1);
  request.addEventListener('upgradeneeded', () =>
    request.result.createObjectStore('typed', { keyPath: ['address', 'client', 'name'] }),
  );
  return done(request);
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}
