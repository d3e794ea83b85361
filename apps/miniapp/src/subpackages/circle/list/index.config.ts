export default definePageConfig({ navigationBarTitleText: '车主圈', enablePullDownRefresh: true });
