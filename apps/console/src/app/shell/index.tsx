import './shell.css';
import './shell-parts.css';
import './shell-narrow.css';
import '../../shared/ui/ui.css';
import '../../shared/ui/ui-parts.css';
import { useEffect, useMemo, useState } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { UnsavedGuard } from '../../shared/hooks/use-unsaved.js';
import { ErrorState } from '../../shared/ui/states.js';
import { mayOpen } from '../access.js';
import { onOtherTab, session } from '../api.js';
import { useMeQuery, useSignedIn, type Workplace, WorkplaceContext } from '../me.js';
import { queryClient } from '../query-client.js';
import { BottomBar } from './bottom-bar.js';
import { Forbidden } from './forbidden.js';
import { Header } from './header.js';
import { LiveProvider } from './live-provider.js';
import { ShellSkeleton } from './shell-skeleton.js';
import { SideMenu } from './side-menu.js';
import { UiProvider } from './ui-provider.js';

const STORE_KEY = 'cheban.console.store';

function useWorkplaceState(enabled: boolean): {
  workplace: Workplace | null;
  query: ReturnType<typeof useMeQuery>;
} {
  const query = useMeQuery(enabled);
  const [chosen, setChosen] = useState(() => localStorage.getItem(STORE_KEY));
  const me = query.data;
  const workplace = useMemo<Workplace | null>(() => {
    const store = me?.stores.find((entry) => entry.id === chosen) ?? me?.stores[0];
    if (!me || !store) return null;
    const chooseStore = (id: string) => {
      localStorage.setItem(STORE_KEY, id);
      setChosen(id);
    };
    return { me, store, chooseStore };
  }, [me, chosen]);
  return { workplace, query };
}

/** Frame of every page behind the log-in. */
export default function Shell() {
  const location = useLocation();
  const signedIn = useSignedIn();
  const { workplace, query } = useWorkplaceState(signedIn);

  useEffect(
    () =>
      onOtherTab(() => {
        if (!session.signedIn()) {
          session.end();
          queryClient.clear();
        }
      }),
    [],
  );

  if (!signedIn) {
    const to =
      location.pathname === '/' || session.leftOnPurpose()
        ? ''
        : `?to=${encodeURIComponent(location.pathname + location.search)}`;
    return <Navigate to={`/login${to}`} replace />;
  }
  if (query.isError && !query.data) {
    return (
      <main className="root-error">
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </main>
    );
  }
  if (query.isPending) return <ShellSkeleton />;
  if (!workplace) return <Forbidden text="您的账号还没有分配门店，请联系系统管理员。" />;
  if (workplace.me.mustChangePassword && location.pathname !== '/account') {
    return <Navigate to="/account?first=1" replace />;
  }
  return (
    <UiProvider>
      <WorkplaceContext.Provider value={workplace}>
        <LiveProvider>
          <UnsavedGuard>
            <a className="skip-link" href="#content">
              跳到内容
            </a>
            <div className="shell">
              <SideMenu />
              <div className="shell-main">
                <Header />
                <main id="content" className="shell-content" tabIndex={-1}>
                  {mayOpen(location.pathname, workplace.me.permissions) ? <Outlet /> : <Forbidden />}
                </main>
              </div>
              <BottomBar />
            </div>
          </UnsavedGuard>
        </LiveProvider>
      </WorkplaceContext.Provider>
    </UiProvider>
  );
}
