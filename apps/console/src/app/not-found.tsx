import { Link } from 'react-router';

/** Shown for an address that leads nowhere, and for things that are not there (any more). */
export function NotFound({ what = '没有找到这个页面' }: { what?: string }) {
  return (
    <section className="blank" data-testid="not-found">
      <p className="blank-mark" aria-hidden="true">
        404
      </p>
      <h1 className="blank-title">{what}</h1>
      <p className="blank-text">地址可能写错了，或内容已被移走。可以用上方的搜索找客户、车牌或手机号。</p>
      <Link className="link-button" to="/my-day">
        回到我的一天
      </Link>
    </section>
  );
}
