import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Button, Card, Cell, Screen } from '@/shared/ui';

interface SettingsScreenProps {
  largeText: boolean;
  phoneMasked: string | null;
  loggedIn: boolean;
  onLargeText: (on: boolean) => void;
  /** Which reminders reach the owner; left out while nobody is logged in. */
  onReminders?: (() => void) | undefined;
  onPhone: () => void;
  onPrivacy: () => void;
  /** What is kept of the owner, and how to leave; left out while nobody is bound. */
  onMyData?: (() => void) | undefined;
  /** Left out while there is no consent to withdraw. */
  onWithdraw?: (() => void) | undefined;
  onLogout: () => void;
  /** The privacy text, where WeChat has no page of its own for it. */
  sheet?: ReactNode;
}

/** Settings: reading size, phone, privacy, log-out. */
export function SettingsScreen(props: SettingsScreenProps) {
  return (
    <Screen>
      <View className="cb-stack">
        <Card flush>
          <Cell
            icon="text"
            title="大字模式"
            note="字更大，按钮也更大"
            value={props.largeText ? '已开启' : '未开启'}
            onClick={() => props.onLargeText(!props.largeText)}
          />
          {props.onReminders ? (
            <Cell
              icon="bell"
              title="消息与提醒"
              note="想收什么、怎么收，由您决定"
              onClick={props.onReminders}
            />
          ) : null}
          <Cell icon="phone" title="手机号" value={props.phoneMasked ?? '去验证'} onClick={props.onPhone} />
          <Cell icon="document" title="隐私保护指引" onClick={props.onPrivacy} />
          {props.onMyData ? (
            <Cell icon="person" title="我的个人信息" note="查看、导出，或注销账号" onClick={props.onMyData} />
          ) : null}
          {props.onWithdraw ? (
            <Cell
              icon="lock"
              title="撤回隐私同意"
              note="撤回后不再使用您的手机号和车辆信息"
              onClick={props.onWithdraw}
            />
          ) : null}
        </Card>
        {props.loggedIn ? (
          <Button block kind="secondary" onClick={props.onLogout}>
            退出登录
          </Button>
        ) : null}
      </View>
      {props.sheet}
    </Screen>
  );
}
