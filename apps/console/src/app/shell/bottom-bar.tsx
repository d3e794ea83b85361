import { NavLink } from 'react-router';
import { Icon } from '../../shared/ui/icon.js';
import { phoneBarFor } from '../access.js';
import { useWorkplace } from '../me.js';
import { useUnseen } from './live-provider.js';

const shortLabel: Record<string, string> = { '/board': '看板' };

/** Menu at the thumb on phones. */
export function BottomBar() {
  const { me } = useWorkplace();
  const unseen = useUnseen();
  return (
    <nav className="bottom-bar" aria-label="底部菜单">
      {phoneBarFor(me.permissions).map((item) => (
        <NavLink key={item.path} to={item.path} className="bottom-link">
          <Icon name={item.icon} size={22} />
          <span>{shortLabel[item.path] ?? item.label}</span>
          {unseen(item.icon) && <i className="dot" aria-hidden="true" />}
        </NavLink>
      ))}
      <NavLink to="/more" className="bottom-link">
        <Icon name="more" size={22} />
        <span>更多</span>
      </NavLink>
    </nav>
  );
}
