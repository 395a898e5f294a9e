import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

// The two pictures of README, from a running `npm start -- --demo`.
const [
  base = 'http://localhost:3000',
  email = 'sekreterare@example.org',
  password = 'kaffe och kanelbullar',
] = process.argv.slice(2);
const executablePath = process.env.CHROME_PATH;
const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath && { executablePath }) });
const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, colorScheme: 'light' });
mkdirSync('docs', { recursive: true });
await page.goto(`${base}/`);
await page.screenshot({ path: 'docs/start.png' });
await page.goto(`${base}/admin/logga-in`);
await page.fill('[name=email]', email);
await page.fill('[name=password]', password);
await page.click('main button');
await page.screenshot({ path: 'docs/admin.png' });
await browser.close();
