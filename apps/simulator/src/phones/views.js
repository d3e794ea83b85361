import { el, icon } from './dom.js';
import { clockTime, listTime, messageTime } from './time.js';

const GAP_MS = 5 * 60_000;

/** The three conversations a phone can have, in WeChat's order of a fresh phone. */
export function chatsOf(names) {
  return {
    service: { channel: 'subscribe', title: '服务通知', icon: 'bell', tone: 'green' },
    account: { channel: 'template', title: names.account, icon: 'car', tone: 'blue' },
    sms: { channel: 'sms', title: '短信', icon: 'sms', tone: 'teal' },
  };
}

/** Status bar and title of the phone. */
function top(title, back, badge, more) {
  return el(
    'div.top',
    {},
    el(
      'div.status',
      { 'aria-hidden': 'true' },
      el('b', {}, clockTime(new Date())),
      el('span.signals', {}, el('i.bars'), el('span', {}, '5G'), el('i.battery')),
    ),
    el(
      'div.nav',
      {},
      back
        ? el(
            'button.back',
            { click: back, 'aria-label': '返回' },
            icon('back'),
            badge ? el('span.back-count', {}, badge) : null,
          )
        : null,
      el('h2', {}, title),
      more
        ? el('button.dots.more-icon', { click: more, 'aria-label': '授权和关注' }, icon('more'))
        : el('span.dots.more-icon', { 'aria-hidden': 'true' }, icon('more')),
    ),
  );
}

/** What the phone shows when nobody is chosen. */
export function emptyPhone(hasPeople) {
  return [
    top('微信'),
    el(
      'div.screen.centre',
      {},
      el(
        'p.hint',
        {},
        hasPeople ? '从左边选一位车主，看看手机收到了什么' : '还没有车主。启动演示数据后会出现在这里。',
      ),
    ),
  ];
}

/** WeChat's first screen: the mini-program on top, then one row for each conversation. */
export function chatListView(person, deliveries, names, on) {
  const chats = Object.entries(chatsOf(names)).map(([id, chat]) => {
    const mine = deliveries.filter((delivery) => delivery.channel === chat.channel);
    return { id, ...chat, last: mine[0], unread: mine.filter((delivery) => !delivery.isRead).length };
  });
  const shown = chats.filter((chat) => chat.last).sort((a, b) => b.last.id - a.last.id);
  const unread = chats.reduce((sum, chat) => sum + chat.unread, 0);
  const rows = shown.map((chat) =>
    el(
      'button.chat',
      { click: () => on.open(chat.id), 'data-chat': chat.id },
      el(
        `span.avatar.${chat.tone}`,
        {},
        icon(chat.icon),
        chat.unread > 0
          ? el(
              'em',
              { 'aria-label': `${chat.unread} 条未读` },
              chat.unread > 99 ? '99+' : String(chat.unread),
            )
          : null,
      ),
      el('span.words', {}, el('b', {}, chat.title), el('span', {}, preview(chat.last))),
      el('time', {}, listTime(chat.last.receivedAt)),
    ),
  );
  return [
    top(unread > 0 ? `微信(${unread})` : '微信', on.leave, '', on.more),
    el(
      'div.screen.list',
      {},
      el(
        'div.minis',
        {},
        el('p', {}, '最近使用的小程序'),
        el(
          'a.mini',
          { href: on.link(), target: '_blank', rel: 'opener', 'aria-label': `打开小程序 ${names.mini}` },
          el('span.avatar.brand', {}, icon('car')),
          el('span', {}, names.mini),
        ),
      ),
      ...rows,
      rows.length === 0 ? el('p.hint', {}, `${person.nickname} 的手机还没有收到消息`) : null,
    ),
    tabBar(unread),
  ];
}

function preview(delivery) {
  return delivery.channel === 'sms' ? delivery.text : delivery.title;
}

function tabBar(unread) {
  const tab = (name, symbol, isOn, count) =>
    el(
      isOn ? 'span.tab.on' : 'span.tab',
      {},
      icon(symbol),
      count > 0 ? el('em', {}, count > 99 ? '99+' : String(count)) : null,
      name,
    );
  return el(
    'div.tabs',
    { 'aria-hidden': 'true' },
    tab('微信', 'chat', true, unread),
    tab('通讯录', 'people', false, 0),
    tab('发现', 'find', false, 0),
    tab('我', 'me', false, 0),
  );
}

/** One conversation, newest at the bottom. */
export function chatView(chatId, deliveries, names, on) {
  const chat = chatsOf(names)[chatId];
  const mine = deliveries.filter((delivery) => delivery.channel === chat.channel).reverse();
  const unreadElsewhere = deliveries.filter(
    (delivery) => !delivery.isRead && delivery.channel !== chat.channel,
  ).length;
  const items = [];
  let before = 0;
  for (const delivery of mine) {
    const at = Date.parse(delivery.receivedAt);
    if (at - before > GAP_MS) items.push(el('time.stamp', {}, messageTime(delivery.receivedAt)));
    before = at;
    items.push(messageOf(delivery, names, on));
  }
  if (chatId === 'sms') items.push(...on.replies.map((text) => el('div.bubble.own', {}, text)));
  if (items.length === 0) items.push(el('p.hint', {}, '这里还没有消息'));
  return [
    top(chat.title, on.back, unreadElsewhere > 0 ? String(unreadElsewhere) : '', on.more),
    el(`div.screen.talk.${chatId}`, { tabindex: '0', 'aria-label': chat.title }, ...items),
    chatId === 'sms' ? replyBar(on) : null,
    chatId === 'account' ? menuBar(names, on) : null,
  ];
}

function messageOf(delivery, names, on) {
  if (delivery.channel === 'sms') return el('div.bubble', { 'data-delivery': delivery.id }, delivery.text);
  const isService = delivery.channel === 'subscribe';
  const opens = delivery.page !== '' || delivery.url !== '';
  const body = [
    isService
      ? el(
          'span.from',
          {},
          el('span.avatar.brand', {}, icon('car')),
          el('span', {}, names.mini),
          el('span.from-more.more-icon', {}, icon('more')),
        )
      : null,
    el('b.title', {}, delivery.title),
    el(
      'dl',
      {},
      ...delivery.fields.map((field) => el('div', {}, el('dt', {}, field.label), el('dd', {}, field.value))),
    ),
    opens ? el('span.go', {}, isService ? '进入小程序查看' : '查看详情') : null,
  ];
  const props = { 'data-delivery': delivery.id, 'data-template': delivery.templateId };
  if (!opens) return el('div.card', props, ...body);
  return el('a.card', { ...props, href: on.link(delivery.id), target: '_blank', rel: 'opener' }, ...body);
}

function replyBar(on) {
  const input = el('input', {
    name: 'content',
    placeholder: '短信 · 回复 R 可退订',
    'aria-label': '回复短信',
    autocomplete: 'off',
    maxlength: '70',
  });
  return el(
    'form.reply',
    {
      submit: (event) => {
        event.preventDefault();
        if (input.value.trim() === '') return;
        on.reply(input.value.trim());
        input.value = '';
      },
    },
    input,
    el('button', {}, '发送'),
  );
}

function menuBar(names, on) {
  return el(
    'div.menu',
    {},
    el('a', { href: on.link(), target: '_blank', rel: 'opener' }, `打开${names.mini}小程序`),
  );
}

/** The banner that drops in when something arrives while another screen is open. */
export function banner(delivery, names, open) {
  const chat = Object.entries(chatsOf(names)).find(([, candidate]) => candidate.channel === delivery.channel);
  return el(
    'button.banner',
    { click: () => open(chat[0]) },
    el(`span.avatar.${chat[1].tone}`, {}, icon(chat[1].icon)),
    el('span.words', {}, el('b', {}, chat[1].title), el('span', {}, preview(delivery))),
    el('time', {}, '现在'),
  );
}
