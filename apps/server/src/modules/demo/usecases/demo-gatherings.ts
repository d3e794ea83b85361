import type { ActivityKind } from '@cheban/contracts';

export interface DemoActivity {
  readonly kind: ActivityKind;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly place: string;
  /** Weeks after the next Saturday that leaves time to sign up. */
  readonly weeks: number;
  readonly from: string;
  readonly hours: number;
  readonly seats: number;
  readonly signedUp: number;
}

export const demoActivities: readonly DemoActivity[] = [
  {
    kind: 'care_class',
    title: '新车主养护学堂',
    summary: '仪表灯、轮胎和保养周期，一次讲明白',
    description:
      '由车间技师和服务顾问一起讲：仪表盘上的灯亮了怎么办，轮胎多久换一次，什么时候该保养、为什么。\n讲完带您到车间看一次真实的保养过程，现场可以提问。',
    place: '本店二楼培训室',
    ...{ weeks: 0, from: '10:00', hours: 2, seats: 20, signedUp: 5 },
  },
  {
    kind: 'owner_activity',
    title: '周末自驾：晋祠一日游',
    summary: '店里的车队带路，出发前免费检测',
    description:
      '早上在店里集合，出发前为每辆车免费做一次安全检测；车队有领航车和收尾车，新手也能放心跟。\n中午一起吃饭，下午自由活动，傍晚回到店里。',
    place: '本店门前集合',
    ...{ weeks: 2, from: '08:30', hours: 9, seats: 12, signedUp: 3 },
  },
];

type Block = { readonly type: 'heading' | 'text' | 'tip'; readonly text: string };

export const demoArticles: readonly {
  readonly title: string;
  readonly summary: string;
  readonly blocks: readonly Block[];
}[] = [
  {
    title: '换季了，胎压要看一看',
    summary: '气温每降 10℃，胎压大约少 10 kPa',
    blocks: [
      {
        type: 'text',
        text: '天气转凉，轮胎里的空气会收缩。气温每下降 10℃，胎压大约降低 10 kPa，所以每次换季都值得检查一次。',
      },
      { type: 'heading', text: '什么时候量' },
      {
        type: 'text',
        text: '在停车三小时以上、轮胎是凉的时候量最准。标准值贴在驾驶座车门边框上，四个轮子按冷态标准补到位。',
      },
      { type: 'tip', text: '到店洗车或保养时，我们都会免费量胎压、补气。' },
    ],
  },
  {
    title: '保养为什么看时间也看里程',
    summary: '机油会老化，不开也要换',
    blocks: [
      {
        type: 'text',
        text: '机油在发动机里会吸水、氧化，放着不开也会慢慢失效；开得多则是磨损和杂质先到头。所以时间和里程哪个先到，就以哪个为准。',
      },
      { type: 'heading', text: '怎么知道快到了' },
      {
        type: 'text',
        text: '小程序首页会按您平时的行驶情况估算还有多少天、多少公里，到期前会提醒您一次。里程不准时，点“更新里程”改一下就好。',
      },
    ],
  },
];
