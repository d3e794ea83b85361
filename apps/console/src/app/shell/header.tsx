import { staffRoleLabel } from '@cheban/contracts/constants';
import { Dropdown, Select, Tooltip } from 'antd';
import { useNavigate } from 'react-router';
import { Icon } from '../../shared/ui/icon.js';
import { useWorkplace } from '../me.js';
import type { ThemeChoice } from '../theme.js';
import { useTheme } from '../theme-context.js';
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
    <Tooltip title={state === 'open' ? '实时更新中' : '正在连接'}>
      <span className={`live ${state}`} data-testid={`live-${state}`}>
        <i /> <span className="hidden-label">{state === 'open' ? '实时更新中' : '正在连接'}</span>
      </span>
    </Tooltip>
  );
}

function StoreSwitcher() {
  const { me, store, chooseStore } = useWorkplace();
  if (me.stores.length === 1) return <span className="header-store">{store.name}</span>;
  return (
    <Select
      aria-label="切换门店"
      data-testid="store-switcher"
      className="header-store"
      variant="borderless"
      value={store.id}
      popupMatchSelectWidth={false}
      showSearch={me.stores.length > 8 ? { optionFilterProp: 'label' } : false}
      options={me.stores.map((entry) => ({ value: entry.id, label: entry.name }))}
      onChange={chooseStore}
    />
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
      {me.permissions.includes('customer.read') && <SearchBox />}
      <LiveHint />
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
