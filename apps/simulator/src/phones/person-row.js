import { el, maskPhone } from './dom.js';
import { listTime } from './time.js';

/**
 * A row of the list of people.
 * @param {object} person as the control API gives it
 * @param {{isSelected: boolean, isTabStop: boolean, open: () => void}} row
 */
export function personRow(person, { isSelected, isTabStop, open }) {
  return el(
    'div.person',
    {
      role: 'option',
      tabindex: isTabStop ? '0' : '-1',
      'aria-selected': isSelected ? 'true' : 'false',
      'data-openid': person.openid,
      click: open,
    },
    el(
      'span.face',
      { style: `--hue: ${hueOf(person.openid)}`, 'aria-hidden': 'true' },
      [...person.nickname][0] ?? '',
      person.unread > 0 ? el('em') : null,
    ),
    el(
      'span.words',
      {},
      el('b', {}, person.nickname, person.plate ? el('small', {}, person.plate) : null),
      el('span', {}, person.last ? person.last.preview : maskPhone(person.phone)),
    ),
    el(
      'span.side',
      {},
      person.last ? el('time', {}, listTime(person.last.receivedAt)) : null,
      person.unread > 0 ? el('span.unread', {}, `${person.unread} 条未读`) : null,
    ),
  );
}

function hueOf(text) {
  let hue = 0;
  for (const char of text) hue = (hue * 31 + char.charCodeAt(0)) % 360;
  // Spread ids that differ little over the whole circle.
  return (hue * 137) % 360;
}
