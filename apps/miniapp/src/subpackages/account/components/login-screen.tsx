import { View } from '@tarojs/components';
import { Button, carSide, Notice, Screen } from '@/shared/ui';
import { Picture } from '@/shared/ui/picture';

interface LoginScreenProps {
  brandName: string;
  /** A copy to try things out. */
  demo: boolean;
  busy: boolean;
  problem: string | null;
  onLogin: () => void;
}

/** Paint of the car on the log-in page: silver suits every brand colour. */
const paint = '#C3C9D0';

/** Log-in: only reached where WeChat cannot do it silently. */
export function LoginScreen({ brandName, demo, busy, problem, onLogin }: LoginScreenProps) {
  return (
    <Screen surface>
      <View className="account-login">
        <Picture className="account-login__car" src={carSide(paint, 'sedan')} mode="aspectFit" />
        <View className="account-login__name">{brandName}</View>
        <View className="cb-muted account-login__words">爱车该做什么、什么时候做，都替您记着。</View>
        {problem ? <Notice tone="red">{problem}</Notice> : null}
        <Button block loading={busy} onClick={onLogin}>
          微信登录
        </Button>
        {demo ? (
          <View className="cb-small cb-muted account-login__words">
            演示环境：点“微信登录”，选一位车主即可体验
          </View>
        ) : null}
      </View>
    </Screen>
  );
}
