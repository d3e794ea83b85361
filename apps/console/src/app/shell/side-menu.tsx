import { NavLink } from 'react-router';
import { Icon } from '../../shared/ui/icon.js';
import { menuFor } from '../access.js';
import { useBrand } from '../brand.js';
import { useWorkplace } from '../me.js';
import { useUnseen } from './live-provider.js';

/** Menu at the left of wide screens. Entries that the role may not open are not there. */
export function SideMenu() {
  const { me } = useWorkplace();
  const brand = useBrand();
  const unseen = useUnseen();
  return (
    <nav className="side" aria-label="主菜单">
      <div className="side-brand">
        <span className="side-mark" aria-hidden="true">
          {(brand.data?.name ?? '车').slice(0, 1)}
        </span>
        <span className="side-name">{brand.data?.name ?? '车伴'}</span>
      </div>
      {menuFor(me.permissions).map((group) => (
        <section key={group.label}>
          <h2 className="side-group">{group.label}</h2>
          <ul>
            {group.items.map((item) => (
              <li key={item.path}>
                <NavLink
                  to={item.path}
                  className="side-link"
                  data-testid={`nav-${item.icon}`}
                  title={item.label}
                >
                  <Icon name={item.icon} size={18} />
                  <span>{item.label}</span>
                  {unseen(item.icon) && (
                    <i className="dot">
                      <span className="hidden-label">有新动态</span>
                    </i>
                  )}
                </NavLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
