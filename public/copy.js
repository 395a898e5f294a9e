/** Without this script the buttons stay hidden, and the text is marked and copied by hand. */
for (const button of document.querySelectorAll('button[data-copy]')) {
  const field = document.getElementById(button.dataset.copy);
  const status = document.getElementById(`${button.dataset.copy}-copied`);
  button.hidden = false;
  button.addEventListener('click', async () => {
    status.textContent = '';
    status.textContent = (await copied(field))
      ? 'Texten är kopierad.'
      : 'Texten är markerad. Tryck Ctrl+C, eller Cmd+C på Mac.';
  });
}

/** Browsers give the clipboard to pages on https and localhost only. */
async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return false;
  }
}
