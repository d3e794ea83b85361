import type { Locator, Page } from 'playwright-core';

/** H5 keeps the pages one came from in the document: only what is seen counts. */
export const seen = (page: Page, text: string | RegExp): Locator =>
  page.getByText(text).filter({ visible: true }).first();

/** A button of the owner app by what it says. */
export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name }).filter({ visible: true }).first();

/** Waits until the text is on the screen. */
export const waitFor = (page: Page, text: string | RegExp): Promise<void> => seen(page, text).waitFor();
