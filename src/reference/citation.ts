/** The paper whose figures are reproduced. */
export const CITATION =
  'Ao Wang, Shuai Chang, Huangshi Tian, Hongqi Wang, Haoran Yang, Huiba Li, Rui Du, and Yue Cheng. ' +
  'FaaSNet: Scalable and Fast Provisioning of Custom Serverless Container Runtimes ' +
  'at Alibaba Cloud Function Compute. ' +
  "2021 USENIX Annual Technical Conference (USENIX ATC '21). arXiv:2105.11229.";
