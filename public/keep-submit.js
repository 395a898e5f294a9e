/** The form is sent when the server has what was typed, so that it changes nothing else. */
export function sendAfter(form, { changed, sync, stop }) {
  globalThis.addEventListener('pageshow', () => delete form.dataset.sending);
  form.addEventListener('submit', async (event) => {
    if (form.dataset.sending || !changed().length) return;
    event.preventDefault();
    const { submitter } = event;
    for (let tries = 0; tries < 3 && changed().length; tries++) {
      await sync();
    }
    if (changed().some(({ fault }) => !fault)) return stop();
    form.dataset.sending = 'yes';
    form.requestSubmit(submitter);
  });
}
