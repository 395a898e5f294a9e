/** 1, 2, 3 … press the answers of the question that has the focus, in their order; without this script Tab and Enter do. */
for (const question of document.querySelectorAll('.question')) {
  const answers = [...question.querySelectorAll('button')]
    .filter((button) => !button.closest('details'))
    .slice(0, 9);
  for (const [index, answer] of answers.entries()) {
    const key = document.createElement('kbd');
    key.textContent = String(index + 1);
    answer.prepend(key, ' ');
    answer.ariaLabel = `${key.textContent} ${answer.ariaLabel}`;
    answer.setAttribute('aria-keyshortcuts', key.textContent);
  }
  question.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target.closest('input, select, textarea')) return;
    answers[Number(event.key) - 1]?.click();
  });
}
for (const how of document.querySelectorAll('[data-answer-keys]')) how.hidden = false;
