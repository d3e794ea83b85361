import { useRouteError } from 'react-router';

/** A new version was put up while this tab was open: its old files are gone, a reload gets the new ones. */
const staleBuild = (error: unknown) =>
  error instanceof TypeError &&
  /dynamically imported module|module script|Importing a module/.test(error.message);

function Broken({ error }: { error: unknown }) {
  const stale = staleBuild(error);
  return (
    <section className="blank" role="alert">
      <h1 className="blank-title">{stale ? '工作台有新版本' : '这个页面出了点问题'}</h1>
      <p className="blank-text">
        {stale
          ? '刷新一下就能继续使用，已保存的内容不受影响。'
          : '已填写的草稿会保留。请刷新再试；如果一直这样，请联系管理员。'}
      </p>
      <button type="button" className="link-button" onClick={() => location.reload()}>
        刷新页面
      </button>
    </section>
  );
}

/** In place of one page; menu and header stay usable. */
export function PageError() {
  return <Broken error={useRouteError()} />;
}

/** In place of everything. */
export function RootError() {
  return (
    <main className="root-error">
      <Broken error={useRouteError()} />
    </main>
  );
}
