import { el } from './dom.js';

/**
 * Beside the phone: who this is, the way into the mini-program, and what the person has agreed to.
 * @param {object} person as the control API gives it, with `credits`
 * @param {{id: string, kind: string, title: string}[]} templates
 */
export function panelView(person, templates, names, on) {
  const subscribable = templates.filter((template) => template.kind === 'subscribe');
  const total = subscribable.reduce((sum, template) => sum + (person.credits[template.id] ?? 0), 0);
  return [
    el(
      'header',
      {},
      el('h2', {}, person.nickname),
      // In full: whoever plays this person has to type it when the owner app asks for it.
      el('p', {}, [person.phone, person.plate].filter(Boolean).join(' · ') || '没有手机号'),
    ),
    el('a.primary', { href: on.link(), target: '_blank', rel: 'opener' }, '打开小程序'),
    el(
      'label.switch',
      {},
      el('span', {}, `关注「${names.account}」`),
      el('input', { type: 'checkbox', role: 'switch', checked: person.follower, change: on.toggleFollow }),
      el('i', { 'aria-hidden': 'true' }),
    ),
    el(
      'details',
      { open: true },
      el('summary', {}, '订阅消息授权', el('span.count', {}, total > 0 ? `还能收 ${total} 条` : '未授权')),
      el(
        'ul',
        {},
        ...subscribable.map((template) => {
          const left = person.credits[template.id] ?? 0;
          return el(
            'li',
            {},
            el('span', {}, template.title),
            el(left > 0 ? 'b.has' : 'b', { 'aria-label': `还能收 ${left} 条` }, String(left)),
            el(
              'button',
              { click: () => on.accept(template.id), 'aria-label': `允许一次：${template.title}` },
              '允许',
            ),
            el(
              'button',
              {
                click: () => on.refuse(template.id),
                'aria-label': `拒收：${template.title}`,
                disabled: left === 0,
              },
              '拒收',
            ),
          );
        }),
      ),
    ),
  ];
}
