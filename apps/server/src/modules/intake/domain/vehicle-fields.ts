import {
  ADVISOR,
  field,
  type ImportField,
  NOT_DRIVEN,
  PLANNED,
  PLATE,
  STORE,
  VIN,
  without,
} from './import-field.js';

/** People beside the owner, and the car itself: their names and phones are not the owner's. */
const OTHERS =
  '推荐|介绍|送修|紧急|经销商|投诉|热线|担保|保险|顾问|销售|经办|录入|业务员|门店|救援|配偶|专员|客服|车载|车机|安吉星|onstar|(?<![a-z])sa(?![a-z])';
/** What else is told of a customer in four letters. */
const NO_NAME =
  '编号|编码|代码|号|id|级|类|性质|属性|来源|标签|状态|积分|余额|经理|行业|职业|年龄|性别|生日|地址|区域|备注';

/** Fields of a customer and vehicle export (客户与车辆). */
export const vehicleFields: readonly ImportField[] = [
  field(
    'name',
    '客户姓名',
    '客户姓名 车主姓名 姓名 客户名称 车主名称 客户全称 客户档案名称 业务伙伴名称 车主 客户 客户名 用户姓名 用户名称 会员姓名 顾客姓名 机主姓名 名称 name customername ownername 单位名称 公司名称 企业名称 车主单位 往来单位 购货单位 机主 所有人 购车人 购车客户 owner customer custname 全名 全称 联系人 联系人姓名',
    without(
      `${OTHERS}|${NO_NAME}`,
      '^(客户|车主|用户|会员|顾客|机主|车辆所有人|所有人)(全|真实|中文|单位|公司)?(姓名|名称|名字|名|全称)?(单位|公司)?(名称)?$|姓名$',
    ),
    true,
  ),
  field(
    'phone',
    '手机号码',
    '手机号码 手机号 手机 移动电话 移动电话号码 联系电话 车主手机 车主手机号 客户手机 客户手机号 车主电话 客户电话 联系手机 联系人手机 联系方式 联系号码 客户号码 车主号码 电话号码 电话 手机1 电话1 首选电话 mobile cell cellno mobilenumber phonenumber contactno phone mobilephone mobileno phoneno tel',
    without(OTHERS, '手机|电话|联系方式|mobile|phone'),
    true,
  ),
  {
    ...field(
      'otherPhone',
      '备用电话',
      '备用电话 备用手机 备用号码 手机2 手机号2 手机号码2 电话2 联系电话2 其他电话 其它电话 第二电话 联系人手机 联系人电话',
      without(OTHERS, '手机|电话|联系方式|mobile|phone'),
    ),
    spare: true,
  },
  VIN,
  PLATE,
  field(
    'brand',
    '品牌',
    '品牌 车辆品牌 汽车品牌 厂牌 品牌名称 厂家 主机厂 brand make',
    without('轮胎|机油|油品|电瓶|意向|竞品|贴膜|置换|其他|拟购', '品牌|厂牌'),
  ),
  field(
    'model',
    '车型',
    '车型 车型名称 车系 车系名称 车型车系 车辆型号 车型描述 厂牌型号 车种 车名 品牌型号 车辆品牌型号 款式 型号 车款 车辆名称 model modelname vehiclemodel carmodel series',
    without(
      '置换|竞品|拟购|推荐|级别|类别|分类|等级',
      '车型|车系|车款|(?<!发动机|轮胎|变速箱|电池|电机|手机|设备)型号',
    ),
  ),
  field(
    'modelYear',
    '年款',
    '年款 车型年款 年款年份 车型年份 出厂年份 生产年份 modelyear my',
    without('购|出生|销售|建档|上牌|保|驾', '年款|年份'),
  ),
  field(
    'colour',
    '颜色',
    '颜色 车身颜色 车辆颜色 外观颜色 外观色 车色 外饰颜色 车身色 外色 漆色 外观 color colour colorname exteriorcolor exteriorcolour bodycolor',
    without('内饰|内色|座椅|车牌|号牌|牌照|贴膜|偏好|意向', '颜色|外观色|外饰色|车色|漆色'),
  ),
  field(
    'soldOn',
    '购车日期',
    '购车日期 交车日期 销售日期 开票日期 购买日期 提车日期 购车时间 交车时间 销售时间 开票时间 发票日期 交付日期 购入日期 上牌日期 登记日期 注册日期 初次登记日期 初登日期 买车日期 买车时间 售出日期 购置日期 成交日期 零售日期 实销日期 出库日期 saledate salesdate solddate deliverydate retaildate purchasedate registrationdate firstregistrationdate invoicedate 上牌时间',
    without(
      `${PLANNED}|保险|保单`,
      '(购车|购买|交车|销售|开票|提车|发票|交付|购入|上牌|登记|注册)(日期|时间|日|年月日)',
    ),
  ),
  field(
    'soldHere',
    '销售来源',
    '销售来源 车辆来源 是否本店销售 本店销售 是否本店 是否本店购车 本店购车 是否本店车 购车渠道 购车来源 客户来源 来源 销售店 购车店',
    /(销售|车辆|购车|客户)(来源|渠道)|本店(销售|购车|车)/,
  ),
  field(
    'soldElsewhere',
    '是否外购车',
    '是否外购车 是否外购 外购车 外购 是否外店购车 是否外店车 外店车 是否外来车 外购自销 自销外购',
  ),
  field(
    'use',
    '使用性质',
    '使用性质 车辆用途 用途 使用用途 车辆性质 车辆使用性质 客户性质 客户类型 车主性质 性质 使用类型 所有权性质 公私户 公私 户类型 usage ownership',
    /使用性质|用途|车辆(所有)?性质|(客户|车主|用户)(性质|类型|类别|分类|属性)/,
  ),
  field(
    'lastServiceOn',
    '最近保养日期',
    '最近保养日期 最近保养时间 上次保养日期 上次保养时间 末次保养日期 最后保养日期 最后一次保养日期 最近一次保养日期 最近一次保养时间 上次保养 最近进厂日期 最后进厂日期 最近来厂日期 上次进厂日期 最近回厂日期 末次进厂日期 最近维修日期 最近到店日期 本次保养日期 lastservicedate lastvisitdate lastservice lastvisit lastrodate lastrepairdate lastmaintaindate lastmaintenancedate',
    /(最近|最后|上次|上一次|末次|最新|本次)(一次)?(的)?(保养|维保|养护|维护|[进来回返到入](厂|店|站|库)|维修|修理|送修|交修|接车|结算|消费|服务|工单|ro)(日期|时间|日|$)/,
  ),
  field(
    'lastServiceKm',
    '最近保养里程',
    '最近保养里程 最近保养公里 上次保养里程 末次保养里程 最后保养里程 最后一次保养里程 最近一次保养里程 最近进厂里程 最后进厂里程 上次进厂里程 最近维修里程 最近里程 上次行驶里程 最近行驶里程 最后行驶里程 末次行驶里程 当前里程 行驶里程 最新里程 总里程 里程 里程数 公里数 公里 表显里程 表数 lastservicekm lastmileage lastkm lastodometer lastmaintainmileage lastmaintenancemileage mileage odometer km kms',
    without(`${PLANNED}|${NOT_DRIVEN}`, '里程|公里数|.公里$'),
  ),
  field(
    'insuranceExpiresOn',
    '商业险到期日',
    '商业险到期日 商业险到期日期 商业险到期 商业险到期时间 商业险终止日期 商业险止期 商业保险到期日 保险到期日 保险到期 保险到期日期 保险到期时间 保险终保日期 保险截止日期 保单到期日 终保日期 保险止期 车险到期日 车险到期 脱保日期 insuranceexpiry insuranceexpirydate insuranceenddate insuranceexpiredate insexpirydate',
    without(
      '交强',
      '(商业|保|车)险.{0,4}(到期|终保|终止|截止|止期|止日|止保|满期|失效|有效期[至止])|保单(到期|截止|终止|失效)|续保到期|下次续保|终保日期',
    ),
  ),
  field(
    'insuredHere',
    '是否本店投保',
    '是否本店投保 本店投保 是否在店投保 在店投保 店内投保 是否本店续保 本店续保 本店保险 是否店内投保 是否本店保险 是否续保',
    /(本店|在店|店内).{0,2}(投保|续保|保险|承保)/,
  ),
  field(
    'insurer',
    '承保公司',
    '承保公司 保险公司 投保公司 承保单位 保险公司名称 商业险公司 商业险承保公司 承保保险公司 保险商 insurer insurancecompany',
    /(承保|保险|投保).{0,2}(公司|单位|机构)/,
  ),
  field(
    'licenceExpiresOn',
    '驾照到期',
    '驾照到期 驾照到期日 驾照到期日期 驾驶证到期 驾驶证到期日 驾驶证到期日期 驾驶证有效期 驾驶证有效期至 驾照有效期 驾照有效期至 驾照换证日期 换证日期',
    /(驾照|驾证|驾驶证).{0,4}(到期|有效|换证|截止|期限)|换证日期/,
  ),
  ADVISOR,
  field(
    'carState',
    '车辆状态',
    '车辆状态 车辆现状 车况状态 车籍状态 车籍 车辆去向 客户状态 状态',
    /车辆.{0,2}(状态|现状|去向)|车籍状态/,
  ),
  field(
    'carGone',
    '是否已过户',
    '是否过户 是否已过户 是否报废 是否已报废 是否转卖 是否卖车 是否已卖 过户标志 报废标志',
    /是否(已)?(过户|报废|转卖|转出|注销|卖车)|(过户|报废|转出)(标志|标识|标记)/,
  ),
  field(
    'birthday',
    '生日',
    '生日 出生日期 出生年月日 出生年月 客户生日 车主生日 birthday birthdate dateofbirth dob',
    without('配偶|子女|孩子|联系人|送修|出生地|出生年份|提醒', '生日|出生'),
  ),
  field(
    'birthdayCalendar',
    '历法',
    '历法 生日历法 生日类型 历别 公历农历 公农历 阴阳历 农历公历 阳历阴历',
    /历法|历别|公.?农历|阴.?阳历|生日类(型|别)/,
  ),
  field('sex', '性别', '性别 客户性别 车主性别 称谓 sex gender', /性别/),
  field(
    'region',
    '联系地址',
    '联系地址 地址 地区 通讯地址 通信地址 客户地址 车主地址 家庭地址 住址 居住地址 详细地址 所在地区 所在区域 区域 所属地区 省市区 住所 城市 所在城市 省份 address region city',
    without('邮件|邮箱|电子|门店|经销商|销售|送修|(?<![a-z])ip(?![a-z])|e-?mail', '地址|住址|地区|区域|省市'),
  ),
  field('occupation', '职业', '职业 客户职业 车主职业 行业 从事行业 工作 occupation', /职业|行业/),
  field('hobbies', '爱好', '爱好 兴趣爱好 兴趣 个人爱好 客户爱好 hobby hobbies', /爱好|兴趣/),
  STORE,
  field('remark', '备注', '备注 备注信息 说明 附注 客户备注 remark note notes', /备注|附注/),
];
