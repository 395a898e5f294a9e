/** How a text will look, beside it while it is written; drawn by the server, as the public page is. */
const ADDRESS = '/admin/forhandsvisat';
const QUIET_MS = 400;
const wide = matchMedia('(min-width: 75rem)');
let timer = 0;
let asked = 0;

for (const area of document.querySelectorAll('textarea[name$="-markdown"]')) {
  const box = boxFor(area);
  area.addEventListener('focus', () => wide.matches && open(area, box));
  area.addEventListener('input', () => {
    clearTimeout(timer);
    if (!box.hidden) timer = setTimeout(() => void draw(area, box), QUIET_MS);
  });
  area.addEventListener('keep-written', () => box.hidden || void draw(area, box));
}

function boxFor(area) {
  const box = document.createElement('div');
  box.className = 'preview minutes';
  box.hidden = true;
  box.id = `${area.id}-preview`;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn plain preview-button';
  button.textContent = 'Visa hur texten blir';
  button.setAttribute('aria-controls', box.id);
  button.setAttribute('aria-expanded', 'false');
  button.addEventListener('click', () => (box.hidden ? open(area, box) : close(box)));
  const field = area.closest('.field');
  field.classList.add('previewed');
  field.append(button, box);
  return box;
}

function open(area, box) {
  if (!box.hidden) return;
  if (wide.matches) for (const other of document.querySelectorAll('.preview:not([hidden])')) close(other);
  box.hidden = false;
  name(box);
  void draw(area, box);
}

function close(box) {
  box.hidden = true;
  name(box);
}

function name(box) {
  const button = box.previousElementSibling;
  button.setAttribute('aria-expanded', String(!box.hidden));
  button.textContent = box.hidden ? 'Visa hur texten blir' : 'Dölj hur texten blir';
}

/** An answer that comes late never takes the place of a newer one. */
async function draw(area, box) {
  const turn = ++asked;
  const { nodes, fault } = await ask({ markdown: area.value });
  if (turn !== asked) return;
  const title = document.createElement('h2');
  title.className = 'visually-hidden';
  title.textContent = 'Så blir texten';
  const empty = area.value.trim() ? [] : ['Här syns texten medan du skriver.'];
  box.replaceChildren(title, ...(nodes ?? [fault]), ...empty);
}

/** Read as a document, where nothing runs; the policy of the pages lets no text become one. */
function ask(body) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', ADDRESS);
    request.responseType = 'document';
    request.setRequestHeader('content-type', 'application/json');
    request.addEventListener('load', () => {
      const nodes = request.status === 200 && request.response?.body.childNodes;
      resolve(nodes ? { nodes } : { fault: 'Texten gick inte att visa. Det du skriver finns kvar i rutan.' });
    });
    request.addEventListener('error', () =>
      resolve({ fault: 'Servern svarar inte. Det du skriver finns kvar i rutan.' }),
    );
    request.send(JSON.stringify(body));
  });
}
