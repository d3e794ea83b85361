import './more.css';
import { staffRoleLabel } from '@cheban/contracts/constants';
import { Segmented } from 'antd';
import { Link } from 'react-router';
import { menuFor, phoneBarFor } from '../../app/access.js';
import { useWorkplace } from '../../app/me.js';
import { useLogOut } from '../../app/shell/log-out.js';
import type { ThemeChoice } from '../../app/theme.js';
import { useTheme } from '../../app/theme-context.js';
import { Icon } from '../../shared/ui/icon.js';
import { PageHead } from '../../shared/ui/page.js';

/** What does not fit into the bottom bar of a phone. */
export default function MorePage() {
  const { me } = useWorkplace();
  const { choice, choose } = useTheme();
  const logOut = useLogOut();
  const inBar = new Set(phoneBarFor(me.permissions).map((item) => item.path));
  const groups = menuFor(me.permissions)
    .map((group) => ({ ...group, items: group.items.filter((item) => !inBar.has(item.path)) }))
    .filter((group) => group.items.length > 0);
  return (
    <>
      <PageHead tab="更多" title={me.name} sub={staffRoleLabel[me.role]} />
      {groups.map((group) => (
        <nav key={group.label} className="panel more-list" aria-label={group.label}>
          {group.items.map((item) => (
            <Link key={item.path} to={item.path}>
              <Icon name={item.icon} size={20} />
              <span>{item.label}</span>
              <Icon name="right" size={16} />
            </Link>
          ))}
        </nav>
      ))}
      <nav className="panel more-list" aria-label="账号">
        <Link to="/account">
          <Icon name="lock" size={20} />
          <span>账号与安全</span>
          <Icon name="right" size={16} />
        </Link>
        <button type="button" onClick={() => void logOut()}>
          <Icon name="logout" size={20} />
          <span>退出登录</span>
        </button>
      </nav>
      <section className="panel more-theme">
        <span>外观</span>
        <Segmented<ThemeChoice>
          aria-label="外观"
          value={choice}
          options={[
            { value: 'system', label: '跟随系统' },
            { value: 'light', label: '浅色' },
            { value: 'dark', label: '深色' },
          ]}
          onChange={choose}
        />
      </section>
    </>
  );
}
