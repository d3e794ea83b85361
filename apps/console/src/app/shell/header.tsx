import { staffRoleLabel } from '@cheban/contracts/constants';
import { Dropdown } from 'antd';
import { useNavigate } from 'react-router';
import { Icon } from '../../shared/ui/icon.js';
import { useWorkplace } from '../me.js';
import type { ThemeChoice } from '../theme.js';
import { useTheme } from '../theme-context.js';
import { AlarmBell } from './alarm-bell.js';
import { useLiveState } from './live-provider.js';
import { useLogOut } from './log-out.js';
import { SearchBox } from './search-box.js';

const themeLabel: Record<ThemeChoice, string> = { system: '跟随系统', light: '浅色', dark: '深色' };

function LiveHint() {
  const state = useLiveState();
  if (state === 'lost') {
    return (
      <span className="live lost" role="status" data-testid="live-lost">
        <i /> 已断开，正在重连…
      </span>
    );
  }
  return (
    <span
      className={`live ${state}`}
      data-testid={`live-${state}`}
      title={state === 'open' ? '实时更新中' : '正在连接'}
    >
      <i /> <span className="hidden-label">{state === 'open' ? '实时更新中' : '正在连接'}</span>
    </span>
  );
}

function StoreSwitcher() {
  const { me, store, chooseStore } = useWorkplace();
  if (me.stores.length === 1) return <span className="header-store">{store.name}</span>;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [store.id],
        style: { maxHeight: '60vh', overflowY: 'auto' },
        items: me.stores.map((entry) => ({ key: entry.id, label: entry.name })),
        onClick: ({ key }) => chooseStore(key),
      }}
    >
      <button type="button" className="header-store store-button" data-testid="store-switcher">
        <span className="hidden-label">切换门店，现在是</span>
        <span className="store-name">{store.name}</span>
        <Icon name="down" size={14} />
      </button>
    </Dropdown>
  );
}

export function Header() {
  const { me } = useWorkplace();
  const { choice, choose } = useTheme();
  const navigate = useNavigate();
  const logOut = useLogOut();
  return (
    <header className="header">
      <StoreSwitcher />
      {me.permissions.includes('customer.read') ? <SearchBox /> : <span className="header-gap" />}
      <LiveHint />
      <AlarmBell />
      <Dropdown
        trigger={['click']}
        menu={{
          selectable: true,
          selectedKeys: [choice],
          items: (['system', 'light', 'dark'] as const).map((key) => ({ key, label: themeLabel[key] })),
          onClick: ({ key }) => choose(key as ThemeChoice),
        }}
      >
        <button type="button" className="icon-button wide-only" aria-label={`外观：${themeLabel[choice]}`}>
          <Icon name="sun" size={18} />
        </button>
      </Dropdown>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'account', label: '账号与安全' },
            { type: 'divider' },
            { key: 'logout', label: '退出登录' },
          ],
          onClick: ({ key }) => {
            if (key === 'account') void navigate('/account');
            else void logOut();
          },
        }}
      >
        <button type="button" className="user-button" data-testid="user-menu">
          <span className="avatar" aria-hidden="true">
            {me.name.slice(-2)}
          </span>
          <span className="hidden-label">账号菜单</span>
          <span className="wide-only user-text">
            {me.name}
            <small>{staffRoleLabel[me.role]}</small>
          </span>
        </button>
      </Dropdown>
    </header>
  );
}
