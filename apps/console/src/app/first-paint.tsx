/** What stands on the screen while the first page is fetched: only shapes, styled by base.css. */
export function FirstPaint() {
  return (
    <div className="first-paint" aria-busy="true">
      <p role="status">正在打开…</p>
    </div>
  );
}
