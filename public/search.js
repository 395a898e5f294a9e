/** Hits while somebody types. The page is the same as after the button, so without this script nothing is missing. */
const QUIET_MS = 250;
const LEAST = 2;
const form = document.querySelector('form[role="search"]');
const results = document.getElementById('traffar');
let timer = 0;
let asked = 0;

form.addEventListener('input', ({ target }) => {
  clearTimeout(timer);
  timer = setTimeout(draw, target.name === 'q' ? QUIET_MS : 0);
});
form.addEventListener('submit', () => {
  clearTimeout(timer);
  asked++;
});

/** An answer that comes late never takes the place of a newer one; without an answer the button is still there. */
async function draw() {
  const fields = [...new FormData(form)].filter(([, value]) => value.trim());
  const query = fields.find(([name]) => name === 'q')?.[1].trim() ?? '';
  if (fields.some(([name]) => name === 'q') && query.length < LEAST) return;
  const turn = ++asked;
  const address = `/sok?${new URLSearchParams(fields)}`;
  const answer = await read(address);
  const found = answer?.getElementById('traffar');
  if (turn !== asked || !found) return;
  const [count, ...rest] = found.children;
  results.querySelector('[role="status"]').textContent = count.textContent;
  results.replaceChildren(results.querySelector('[role="status"]'), ...rest);
  document.title = answer.title;
  history.replaceState(null, '', address);
}

/** As a document, where nothing runs. */
function read(address) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.responseType = 'document';
    request.addEventListener('load', () => resolve(request.status === 200 ? request.response : null));
    request.addEventListener('error', () => resolve(null));
    request.send();
  });
}
