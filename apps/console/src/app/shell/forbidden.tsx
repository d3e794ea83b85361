import { Link } from 'react-router';

/** Shown instead of a page that the role has not; the server refuses its data anyway. */
export function Forbidden({
  text = '您的岗位没有这个页面的权限，如有需要请联系系统管理员。',
}: {
  text?: string;
}) {
  return (
    <section className="blank">
      <h1 className="blank-title">没有权限</h1>
      <p className="blank-text">{text}</p>
      <Link className="link-button" to="/my-day">
        回到我的一天
      </Link>
    </section>
  );
}
