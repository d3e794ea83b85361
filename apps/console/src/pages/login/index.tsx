import './login.css';
import { ApiError } from '@cheban/api-client';
import { type StaffRole, staffRoleLabel } from '@cheban/contracts/constants';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { api, session } from '../../app/api.js';
import { useBrand } from '../../app/brand.js';
import { useSignedIn } from '../../app/me.js';
import { queryClient, sayError } from '../../app/query-client.js';
import { showPageInTab } from '../../shared/hooks/tab-title.js';
import { safeReturnPath } from './return-path.js';

/** Log-in. Plain elements on purpose: the first page a person waits for carries no component library. */
export default function LoginPage() {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const signedIn = useSignedIn();
  const brand = useBrand();
  const passwordInput = useRef<HTMLInputElement>(null);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const target = safeReturnPath(search.get('to'));

  useEffect(() => {
    showPageInTab('登录');
    // The shell is the next thing needed; fetch it while the person types.
    const timer = setTimeout(() => void import('../../app/shell/index.js'), 1500);
    return () => clearTimeout(timer);
  }, []);

  if (signedIn && !busy) return <Navigate to={target} replace />;

  async function enter(name: string, secret: string) {
    setBusy(true);
    setError(null);
    try {
      const answer = await api.staffAuth.login({ body: { login: name.trim(), password: secret } });
      queryClient.clear();
      queryClient.setQueryData(['me'], answer.me);
      session.begin(answer.session);
      await navigate(answer.me.mustChangePassword ? '/account?first=1' : target, { replace: true });
    } catch (reason) {
      setError(reason instanceof ApiError ? reason : new ApiError(0, 'NETWORK', sayError(reason), true));
      passwordInput.current?.select();
    } finally {
      setBusy(false);
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (login.trim() !== '' && password !== '') void enter(login, password);
  }

  const demo = brand.data?.demo?.staff ?? [];
  return (
    <main className="login">
      <section className="login-card" aria-labelledby="login-title">
        <span className="login-mark" aria-hidden="true">
          {(brand.data?.name ?? '车').slice(0, 1)}
        </span>
        <h1 id="login-title">{brand.data?.name ?? '车伴'}</h1>
        <p className="login-sub">客户关怀工作台</p>
        <form onSubmit={submit} noValidate>
          <label htmlFor="login-name">登录名</label>
          <input
            id="login-name"
            data-testid="login-name"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={login}
            onChange={(event) => setLogin(event.target.value)}
          />
          <label htmlFor="login-password">密码</label>
          <div className="login-password">
            <input
              id="login-password"
              data-testid="login-password"
              ref={passwordInput}
              name="password"
              type={shown ? 'text' : 'password'}
              autoComplete="current-password"
              value={password}
              aria-invalid={error !== null}
              aria-describedby={error ? 'login-error' : undefined}
              onChange={(event) => setPassword(event.target.value)}
            />
            <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
              {shown ? '隐藏' : '显示'}
            </button>
          </div>
          {error && (
            <p
              id="login-error"
              role="alert"
              data-testid="login-error"
              className={error.code === 'AUTH.LOCKED' ? 'login-error locked' : 'login-error'}
            >
              {error.message}
            </p>
          )}
          <button
            type="submit"
            data-testid="login-submit"
            className="login-submit"
            disabled={busy || login.trim() === '' || password === ''}
          >
            {busy ? '正在登录…' : '登录'}
          </button>
        </form>
        <p className="login-hint">忘记密码？请联系门店的系统管理员重置。</p>
      </section>
      {demo.length > 0 && (
        <section className="login-demo" aria-label="演示账号">
          <h2>演示账号，点一下即可登录</h2>
          <ul>
            {demo.map((entry) => (
              <li key={entry.login}>
                <button
                  type="button"
                  disabled={busy}
                  data-testid={`login-demo-${entry.login}`}
                  onClick={() => {
                    setLogin(entry.login);
                    setPassword(entry.password);
                    void enter(entry.login, entry.password);
                  }}
                >
                  <strong>{staffRoleLabel[entry.role as StaffRole] ?? entry.role}</strong>
                  <span>{entry.store}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  );
}
