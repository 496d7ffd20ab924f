import { words } from './words.ts';

/** Names as a foreign passport writes them; plain Latin letters only, because one of the rolls is Windows-1251. */
export type Naming = { family: readonly string[]; men: readonly string[]; women: readonly string[] };

export const foreignNamings: readonly Naming[] = [
  {
    family:
      words(`Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Tang
      Song Deng Han Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Shen Yao Ouyang`),
    men: words(`Wei Qiang Jun Lei Yang Yong Jie Tao Ming Chao Gang Ping Bo Hao Peng Zihan Haoyu Yuxuan Zixuan Junjie Mingze
      Tianyu Weiming Jianguo Xiaolong Guoqiang Zhiyuan Yichen Haoran Zhenghao`),
    women:
      words(`Fang Na Min Jing Li Yan Juan Xia Ying Hui Mei Xiuying Yuting Xinyi Zihan Yuxin Jiayi Siyu Meiling Xiaoyan
      Ruoxi Yutong Shuhan Mengyao Wenjing Lihua Xueqin Qian Tingting Jiaxin`),
  },
  {
    family:
      words(`Karimov Rakhimov Yusupov Abdullaev Saidov Nazarov Mirzaev Ergashev Tursunov Ismoilov Kholmatov Toshmatov
      Rasulov Umarov Sharipov Azimov Xolmirzayev Usmonov Jalilov Hamidov Boymatov Qodirov To'xtayev`),
    men: words(`Jasur Sardor Otabek Bekzod Sherzod Akmal Davron Farrux Jamshid Ulug'bek Alisher Doniyor Islom Javohir Nodir
      Odil Rustam Shavkat Temur Zafar`),
    women: words(`Dilnoza Gulnora Madina Nigora Sevara Shahnoza Zilola Feruza Kamola Lola Malika Nargiza Ozoda Sabina
      Umida Yulduz Zarina Barno Charos Dildora`),
  },
  {
    family:
      words(`Nurlanov Akhmetov Omarov Suleimenov Zhumabayev Bekov Serikbayev Kassymov Tokayev Abenov Yermekov Ospanov
      Sadykov Kenzhebekov Iskakov Baimukhanov Dzhaksybekov Mukanov Tleubergenov Zhaksylykov`),
    men: words(`Nursultan Alikhan Daniyar Yerlan Askar Bauyrzhan Dauren Madi Miras Olzhas Sanzhar Temirlan Aibek Azamat
      Baurzhan Galymzhan Kairat Rakhat Zhandos Arman`),
    women: words(`Aigerim Dana Madina Aizhan Assel Dinara Gulnar Kamila Laura Moldir Saltanat Togzhan Zarina Aruzhan
      Ainur Balzhan Indira Karlygash Nazym Zhanel`),
  },
  {
    family: words(`Nguyen Tran Le Pham Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly`),
    men: ['Van Minh', 'Duc Anh', 'Quang Huy', 'Thanh Tung', 'Hoang Nam', 'Van Duc', 'Tuan Anh', 'Minh Khoi', 'Gia Bao'],
    women: [
      'Thi Hoa',
      'Thi Lan',
      'Thu Trang',
      'Ngoc Anh',
      'Thi Mai',
      'Phuong Linh',
      'Thanh Ha',
      'Minh Chau',
      'Bao Ngoc',
    ],
  },
  {
    family: words(`Al-Hassan Al-Rashid Hussein Khalil Mansour Said Haddad Nasser El-Sayed Ibrahim Mahmoud Saleh Farouk
      Hamdan Abdelrahman Sharma Patel Singh Kumar Gupta Reddy Mehta Joshi Verma Okafor Adeyemi Mensah Diallo Traore`),
    men: words(`Ahmed Mohamed Omar Youssef Khaled Ali Hassan Karim Tarek Samir Rahul Amit Vikram Arjun Sanjay Rohan Chidi
      Kwame Moussa Ibrahima`),
    women: words(`Fatima Layla Amira Noor Salma Mariam Huda Rania Dina Yasmin Priya Anjali Divya Kavya Neha Pooja Ngozi
      Ama Aissatou Mariama`),
  },
  {
    family: words(`Mueller Schmidt Fischer Weber Novak Kowalski Rossi Bianchi Dubois Moreau Garcia Martinez Silva Santos
      Andersson Nielsen O'Brien Smith-Jones van-Dijk Petrovic`),
    men: words(
      `Lukas Jonas Marco Luca Pierre Hugo Carlos Diego Joao Erik Lars Patrick Thomas Milan Jakub Marek Stefan`,
    ),
    women: words(`Anna Lena Giulia Chiara Camille Lucia Sofia Ines Ingrid Maja Siobhan Emily Katarzyna Milena Jelena`),
  },
];
