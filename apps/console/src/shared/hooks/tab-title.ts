/** The name of the browser tab: the page that is shown, with what waits in front of it. */

const NAME = '车伴工作台';
let page = '';
let waits = '';

/** `（2）救援 · 车伴工作台`: what waits stands first, because a narrow tab shows no more. Pure. */
export const tabTitle = (shown: string, waiting: string): string =>
  `${waiting && `（${waiting}）`}${[shown, NAME].filter(Boolean).join(' · ')}`;

const write = () => {
  document.title = tabTitle(page, waits);
};

export function showPageInTab(name: string): void {
  page = name;
  write();
}

/** `''` takes the mark away. */
export function showWaitingInTab(words: string): void {
  waits = words;
  write();
}
