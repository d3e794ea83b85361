import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { api, describeError, session } from '@/shared/api';
import { decoded, go, replaceWithPath } from '@/shared/nav/go';
import { login } from '@/shared/platform';
import { useBrand } from '@/shared/theme/brand-store';
import { LoginScreen } from '../components/login-screen';
import '../account.css';

/** Log-in by WeChat's web page (H5), or silently (mini-program). */
export default function LoginPage() {
  const next = decoded(useRouter().params.next ?? '');
  const brand = useBrand();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const attempt = async (mayLeave: boolean) => {
    setBusy(true);
    setProblem(null);
    try {
      if (await session.tokens()) {
        if (next) replaceWithPath(next);
        else go('home');
        return;
      }
      if (!mayLeave) return;
      const { webLoginUrl } = await api.system.brand();
      if (webLoginUrl) login.redirect(webLoginUrl, next);
      else setProblem('请在微信里打开小程序使用');
    } catch (error) {
      setProblem(describeError(error).message);
    } finally {
      setBusy(false);
    }
  };

  // Coming back from WeChat with a code: finish without another tap.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on arrival
  useEffect(() => {
    void attempt(false);
  }, []);

  return (
    <LoginScreen
      brandName={brand.name}
      demo={brand.demo ?? false}
      busy={busy}
      problem={problem}
      onLogin={() => void attempt(true)}
    />
  );
}
