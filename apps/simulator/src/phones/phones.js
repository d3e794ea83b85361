import { el, keepFocus } from './dom.js';
import { panelView } from './panel.js';
import { personRow } from './person-row.js';
import { banner, chatListView, chatsOf, chatView, emptyPhone } from './views.js';

const names = { account: document.body.dataset.account, mini: document.body.dataset.mini };
const list = document.getElementById('list');
const search = document.getElementById('search');
const phone = document.getElementById('phone');
const panel = document.getElementById('panel');
const BANNER_MS = 5_000;
const RELOAD_MS = 800;

const state = {
  people: [],
  total: 0,
  openid: '',
  chat: '',
  person: null,
  deliveries: [],
  templates: [],
  newestId: 0,
  // What was texted back, while this page is open.
  replies: new Map(),
};

async function api(path, method = 'GET', body) {
  const response = await fetch(`/_control${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

const mine = (path = '') => `/people/${encodeURIComponent(state.openid)}${path}`;
const link = (delivery) =>
  `/phones/open/${encodeURIComponent(state.openid)}${delivery ? `?delivery=${delivery}` : ''}`;

/** The address says which phone and which conversation: #/<openid>/<chat>. */
function go(openid, chat = '') {
  const hash = openid ? `#/${encodeURIComponent(openid)}${chat ? `/${chat}` : ''}` : '#/';
  if (location.hash === hash) show();
  else location.hash = hash;
}

async function loadPeople() {
  const { people, total } = await api(`/people?limit=200&search=${encodeURIComponent(search.value)}`);
  Object.assign(state, { people, total });
  renderPeople();
}

function renderPeople() {
  document.getElementById('total').textContent = state.total > 0 ? `共 ${state.total} 位` : '';
  const hadFocus = list.contains(document.activeElement) ? document.activeElement.dataset.openid : null;
  const tabStop = state.people.some((person) => person.openid === state.openid)
    ? state.openid
    : state.people[0]?.openid;
  list.replaceChildren(
    ...state.people.map((person) =>
      personRow(person, {
        isSelected: person.openid === state.openid,
        isTabStop: person.openid === tabStop,
        open: () => go(person.openid),
      }),
    ),
  );
  if (state.people.length === 0) {
    list.append(
      el('p.hint', {}, search.value ? '没有找到，换个词试试' : '还没有车主。启动演示数据后会出现在这里。'),
    );
  }
  if (hadFocus) list.querySelector(`[data-openid="${CSS.escape(hadFocus)}"]`)?.focus();
}

async function loadPhone() {
  const { openid } = state;
  if (!openid) return;
  try {
    const [person, { deliveries }] = await Promise.all([
      api(mine()),
      api(`/deliveries?openid=${encodeURIComponent(openid)}`),
    ]);
    if (openid !== state.openid) return;
    Object.assign(state, { person, deliveries });
  } catch {
    go('');
  }
}

async function show() {
  const [openid = '', chat = ''] = location.hash.replace(/^#\//, '').split('/').map(decodeURIComponent);
  const isOther = openid !== state.openid;
  Object.assign(state, { openid, chat: chat in chatsOf(names) ? chat : '' });
  if (isOther) Object.assign(state, { person: null, deliveries: [] });
  await loadPhone();
  state.newestId = state.deliveries[0]?.id ?? 0;
  renderPhone(true);
  phone.scrollIntoView({ block: 'nearest' });
  renderPeople();
  await markRead();
}

async function markRead() {
  if (!state.chat || !state.person) return;
  const { channel } = chatsOf(names)[state.chat];
  if (!state.deliveries.some((delivery) => delivery.channel === channel && !delivery.isRead)) return;
  await api(mine('/read'), 'POST', { channel });
  await Promise.all([loadPhone(), loadPeople()]);
}

function renderPhone(isNewScreen) {
  document.body.classList.toggle('has-phone', Boolean(state.person));
  if (!state.person) {
    phone.replaceChildren(...emptyPhone(state.total > 0));
    panel.replaceChildren();
    return;
  }
  const on = {
    open: (chat) => go(state.openid, chat),
    back: () => go(state.openid),
    leave: () => leave(),
    more: () => {
      panel.scrollIntoView();
      panel.querySelector('a')?.focus({ preventScroll: true });
    },
    link,
    replies: state.replies.get(state.openid) ?? [],
    reply: async (content) => {
      await api(mine('/sms-reply'), 'POST', { content });
      state.replies.set(state.openid, [...(state.replies.get(state.openid) ?? []), content]);
      renderPhone(false);
      toBottom();
    },
  };
  const parts = state.chat
    ? chatView(state.chat, state.deliveries, names, on)
    : chatListView(state.person, state.deliveries, names, on);
  const atBottom = isNewScreen || isScrolledDown();
  const banners = isNewScreen ? [] : phone.querySelectorAll('.banner');
  const paint = () => phone.replaceChildren(...parts.filter(Boolean), ...banners);
  if (isNewScreen) paint();
  else keepFocus(phone, paint);
  if (state.chat && atBottom) toBottom();
  if (isNewScreen && document.activeElement === document.body) focusPhone();
  renderPanel();
}

function renderPanel() {
  const refresh = async () => {
    await loadPhone();
    renderPanel();
  };
  const parts = panelView(state.person, state.templates, names, {
    link,
    toggleFollow: async () => {
      await api(mine(state.person.follower ? '/unfollow' : '/follow'), 'POST', {});
      await refresh();
    },
    accept: async (id) => {
      await api(mine('/subscribe'), 'POST', { results: { [id]: 'accept' } });
      await refresh();
    },
    refuse: async (id) => {
      await api(mine('/subscribe'), 'POST', { results: { [id]: 'reject' }, source: 'settings' });
      await refresh();
    },
  });
  keepFocus(panel, () => panel.replaceChildren(...parts));
}

function leave() {
  const { openid } = state;
  go('');
  list.querySelector(`[data-openid="${CSS.escape(openid)}"]`)?.focus();
}

function isScrolledDown() {
  const talk = phone.querySelector('.talk');
  return !talk || talk.scrollHeight - talk.scrollTop - talk.clientHeight < 60;
}

function toBottom() {
  const talk = phone.querySelector('.talk');
  if (talk) talk.scrollTop = talk.scrollHeight;
}

function focusPhone() {
  const cards = phone.querySelectorAll('.talk a.card');
  const stop = cards[cards.length - 1] ?? phone.querySelector('.chat') ?? phone.querySelector('.talk, .mini');
  stop?.focus({ preventScroll: true });
}

/** Something arrived: refresh what is on screen, and drop a banner in when it is not in sight. */
async function onDeliveries(openids) {
  scheduleList();
  if (!openids.includes(state.openid)) return;
  await loadPhone();
  const fresh = state.deliveries.filter((delivery) => delivery.id > state.newestId);
  state.newestId = state.deliveries[0]?.id ?? state.newestId;
  renderPhone(false);
  const inSight = state.chat && fresh[0] && chatsOf(names)[state.chat].channel === fresh[0].channel;
  if (fresh[0] && !inSight) {
    const node = banner(fresh[0], names, (chat) => go(state.openid, chat));
    phone.append(node);
    setTimeout(() => node.remove(), BANNER_MS);
  }
  await markRead();
}

let listTimer = null;
function scheduleList() {
  if (listTimer !== null) return;
  listTimer = setTimeout(() => {
    listTimer = null;
    loadPeople();
  }, RELOAD_MS);
}

function moveInList(step) {
  const rows = [...list.querySelectorAll('.person')];
  const at = rows.indexOf(document.activeElement);
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  if (!next) return;
  for (const row of rows) row.tabIndex = row === next ? 0 : -1;
  next.focus();
}

function moveInPhone(step) {
  const stops = [...phone.querySelectorAll('a, button')];
  const next = stops[stops.indexOf(document.activeElement) + step];
  next?.focus();
}

document.addEventListener('keydown', (event) => {
  const inList = list.contains(document.activeElement);
  const isTyping = document.activeElement instanceof HTMLInputElement;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && (inList || document.activeElement === search)) {
    event.preventDefault();
    moveInList(step);
  } else if (step && phone.contains(document.activeElement) && !isTyping) {
    event.preventDefault();
    moveInPhone(step);
  } else if (inList && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    const { openid } = document.activeElement.dataset;
    document.activeElement.blur();
    go(openid);
  } else if (event.key === '/' && !isTyping) {
    event.preventDefault();
    search.focus();
  } else if (event.key === 'Escape' && state.openid) {
    if (state.chat) go(state.openid);
    else leave();
  }
});

let searchTimer;
search.addEventListener('input', () => {
  clearTimeout(searchTimer);
  searchTimer = setTimeout(loadPeople, 150);
});
window.addEventListener('hashchange', show);

const source = new EventSource('/_control/events');
source.addEventListener('deliveries', (event) => onDeliveries(JSON.parse(event.data).openids));
// After a lost connection anything may have been missed.
source.addEventListener('open', () => {
  scheduleList();
  if (state.openid) onDeliveries([state.openid]);
});

state.templates = (await api('/templates')).templates;
await loadPeople();
await show();
