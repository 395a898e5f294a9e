import type { Page } from 'playwright-core';

/** A person at a page, and how much work that is: each click, each field filled, chosen or checked. */
export function countingHand(page: Page) {
  let clicks = 0;
  let fields = 0;
  return {
    press: async (name: string) => {
      clicks++;
      await page.getByRole('button', { name, exact: true }).last().click();
    },
    follow: async (name: string) => {
      clicks++;
      await page.getByRole('link', { name, exact: true }).first().click();
    },
    fill: async (label: string, value: string) => {
      fields++;
      await page.getByLabel(label, { exact: true }).fill(value);
    },
    choose: async (label: string, option: string) => {
      fields++;
      await page.getByLabel(label, { exact: true }).selectOption({ label: option });
    },
    count: () => ({ clicks, fields, total: clicks + fields }),
  };
}
