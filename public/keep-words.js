/** Says in words how it stands with what was typed, and shows where somebody else writes. */
const form = document.querySelector('form[data-keep]');
const line = document.querySelector('[data-keep-state]');
const writers = document.querySelector('[data-keep-writers]');

const WORDS = {
  waiting: 'Sparas strax …',
  saving: 'Sparar …',
  offline:
    'Ingen kontakt med servern. Det du skriver finns kvar i den här webbläsaren och sparas när kontakten är tillbaka.',
  broken:
    'Servern svarar inte som den ska. Det du skriver finns kvar i den här webbläsaren, och vi försöker igen.',
  stopped: 'Ingen kontakt med servern än. Texten finns kvar här. Försök igen om en stund.',
};

form.addEventListener('keep-state', ({ detail: { state, words } }) => {
  if (state === 'saved') say(`Allt är sparat klockan ${time()}.`);
  else if (state === 'signed-out') sayLink();
  else if (words || WORDS[state]) say(words || WORDS[state]);
  line.dataset.state = state;
});

form.addEventListener('keep-news', ({ detail: { writers: others, rearranged, gone } }) => {
  const where = [...new Set(others.map(({ name, field }) => `${name || 'Någon'} ${place(name, field)}`))];
  writers.textContent = where.length ? `Just nu: ${where.join('. ')}.` : '';
  for (const mark of form.querySelectorAll('.writes')) mark.remove();
  for (const { name, field } of others) markField(field, name);
  if (rearranged || gone.length) offerReload(gone.length);
});

form.addEventListener('keep-met', ({ detail: { field, met } }) => {
  if (!field.control.isConnected) return;
  field.control.parentElement.querySelector('.met')?.remove();
  const box = element('div', 'met');
  box.setAttribute('role', 'status');
  const told = met.clash ? 'Bådas ord står i rutan.' : 'Texterna är sammanförda.';
  box.append(
    element('p', '', `${met.who} skrev här samtidigt. ${told} Det här skilde dem åt:`),
    compared(met),
  );
  const hide = element('button', 'btn plain', 'Dölj jämförelsen');
  hide.type = 'button';
  hide.addEventListener('click', () => (box.remove(), field.control.focus()));
  box.append(hide);
  field.control.after(box);
});

form.addEventListener('keep-fault', ({ detail: { field, fault } }) => {
  const id = `${field.control.id}-kept`;
  document.getElementById(id)?.remove();
  field.control.removeAttribute('aria-invalid');
  if (!fault) return;
  const words = element('p', 'fault', fault);
  words.id = id;
  words.setAttribute('role', 'alert');
  field.control.before(words);
  field.control.setAttribute('aria-invalid', 'true');
});

function compared({ parts, who }) {
  const text = element('p', 'compared');
  for (const { kind, text: words } of parts) {
    if (kind === 'same') text.append(words);
    else {
      const mark = document.createElement(kind === 'added' ? 'ins' : 'del');
      mark.append(element('span', 'visually-hidden', `[${kind === 'added' ? 'du' : who}: `), words);
      mark.append(element('span', 'visually-hidden', ']'));
      text.append(mark);
    }
  }
  return text;
}

function markField(field, name) {
  const control = form.querySelector(`[data-field="${CSS.escape(field)}"]`);
  if (control) control.before(element('p', 'writes tag', `${name || 'Någon'} skriver här`));
}

function place(name, field) {
  const control = field && form.querySelector(`[data-field="${CSS.escape(field)}"]`);
  const title =
    control && (control.closest('section, fieldset')?.querySelector('h2, legend') ?? control.labels?.[0]);
  const elsewhere = name === 'Du' ? ' i en annan flik' : '';
  return title ? `skriver i ”${title.textContent.trim()}”${elsewhere}` : `har sidan öppen${elsewhere}`;
}

function offerReload(isGone) {
  if (document.querySelector('.reload')) return;
  const box = element('div', 'call reload');
  box.setAttribute('role', 'status');
  const why = isGone
    ? 'Någon har tagit bort ett avsnitt. Det du skrev där ligger nu under Oplacerat.'
    : 'Någon har lagt till eller flyttat avsnitt.';
  const link = element('a', 'btn plain', 'Visa den nya ordningen');
  link.href = location.href.replace(/[?#].*/, '');
  box.append(element('p', '', why), link);
  form.before(box);
}

function say(words) {
  if (line.textContent !== words) line.textContent = words;
}

function sayLink() {
  const link = element('a', '', 'Logga in i en ny flik');
  link.href = '/admin/logga-in';
  link.target = '_blank';
  line.replaceChildren('Du är utloggad. Texten finns kvar här. ', link, ', så sparas den.');
}

function time() {
  return new Date().toLocaleTimeString('sv', { hour: '2-digit', minute: '2-digit' }).replace(':', '.');
}

function element(tag, className = '', text = '') {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
